// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;

/** What a statement has found, one row after another. */
interface Rows {
  /** Goes to the next row; false when there is none. */
  boolean next() throws SQLException;

  /** Returns the row at hand. */
  Row row();
}
