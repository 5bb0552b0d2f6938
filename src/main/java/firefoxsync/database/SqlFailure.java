// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Tells the driver's exceptions apart. */
final class SqlFailure {
  /** SQLite's extended codes keep the primary one in their lowest byte. */
  private static final int PRIMARY_CODE = 0xff;

  private SqlFailure() {}

  /** Returns what callers get for it. */
  static DatabaseException of(String doing, SQLException cause) {
    return isConflict(cause)
        ? new DatabaseException.Conflict(doing, cause)
        : new DatabaseException(doing, cause);
  }

  /** Tells whether somebody else held the database. */
  static boolean isConflict(SQLException failure) {
    int code = failure.getErrorCode() & PRIMARY_CODE;
    return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code;
  }
}
