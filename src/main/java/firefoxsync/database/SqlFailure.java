// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/** Tells the driver's exceptions apart. */
final class SqlFailure {
  /** SQLite's extended codes keep the primary one in their lowest byte. */
  private static final int PRIMARY_CODE = 0xff;

  /** What a full, read-only or failing disk leads to. */
  private static final Set<Integer> FILES_UNUSABLE = Set.of(
      SQLiteErrorCode.SQLITE_FULL.code,
      SQLiteErrorCode.SQLITE_READONLY.code,
      SQLiteErrorCode.SQLITE_IOERR.code,
      SQLiteErrorCode.SQLITE_CANTOPEN.code);

  private SqlFailure() {}

  /** Returns what callers get for it. */
  static DatabaseException of(String doing, SQLException cause) {
    if (isConflict(cause)) {
      return new DatabaseException.Conflict(doing, cause);
    }
    return FILES_UNUSABLE.contains(code(cause))
        ? new DatabaseException.Unavailable(doing, cause)
        : new DatabaseException(doing, cause);
  }

  /** Tells whether somebody else held the database. */
  static boolean isConflict(SQLException failure) {
    int code = code(failure);
    return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code;
  }

  private static int code(SQLException failure) {
    return failure.getErrorCode() & PRIMARY_CODE;
  }
}
