// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;

/** Makes something of the rows that a statement has found. */
@FunctionalInterface
interface RowReader<T> {
  T read(Rows rows) throws SQLException;
}
