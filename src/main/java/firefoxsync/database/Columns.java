// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The values of the row at hand, as an engine's driver has them. */
interface Columns {
  /** Returns the number by which the column is asked for. */
  int column(String name) throws SQLException;

  boolean isNull(int column) throws SQLException;

  /** Returns an integer, which is 0 where there is NULL. */
  long number(int column) throws SQLException;

  /** Returns bytes, or a text in UTF-8; null, or as many as none, where there is NULL. */
  byte @Nullable [] bytes(int column) throws SQLException;
}
