// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Tells the drivers' exceptions apart: SQLite's by their numbers, PostgreSQL's by SQLSTATE. */
final class SqlFailure {
  /** SQLite's extended codes keep the primary one in their lowest byte. */
  private static final int PRIMARY_CODE = 0xff;

  /** What a full, read-only or failing disk leads to. */
  private static final Set<Integer> FILES_UNUSABLE = Set.of(
      SQLiteErrorCode.SQLITE_FULL.code,
      SQLiteErrorCode.SQLITE_READONLY.code,
      SQLiteErrorCode.SQLITE_IOERR.code,
      SQLiteErrorCode.SQLITE_CANTOPEN.code);

  private static final String SERIALIZATION_FAILURE = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String COMPLETION_UNKNOWN = "40003";
  /** Two transactions made the same row, or the same table. */
  private static final Set<String> DUPLICATE = Set.of("23505", "42P07");

  /** Lock, statement and session time-outs, and a server that has no room for one more. */
  private static final Set<String> BUSY = Set.of("55P03", "57014", "53300");

  /** The server is stopping or starting, or it ended a transaction that stood still. */
  private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

  private static final String CONNECTION_CLASS = "08";
  private static final String ROLLBACK_CLASS = "40";
  private static final String CONSTRAINT_CLASS = "23";

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

  /** Tells whether somebody else held the database, or it was out of reach. */
  static boolean isConflict(SQLException failure) {
    var state = failure.getSQLState();
    if (state != null) {
      return BUSY.contains(state) || mayPass(state);
    }
    int code = code(failure);
    return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code;
  }

  private static int code(SQLException failure) {
    return failure.getErrorCode() & PRIMARY_CODE;
  }

  /** Tells whether the same again may succeed at once. */
  static boolean mayPass(DatabaseException failure) {
    var state = state(failure);
    return state != null && mayPass(state);
  }

  private static boolean mayPass(String state) {
    return state.equals(SERIALIZATION_FAILURE)
        || state.equals(DEADLOCK)
        || state.equals(COMPLETION_UNKNOWN)
        || state.startsWith(CONNECTION_CLASS)
        || GONE.contains(state);
  }

  /** Tells whether what was to be made was there already. */
  static boolean isDuplicate(DatabaseException failure) {
    var state = state(failure);
    return state != null && DUPLICATE.contains(state);
  }

  /** Tells whether a COMMIT that failed so was certainly none. */
  static boolean isRollback(SQLException failure) {
    var state = failure.getSQLState();
    return state != null
        && (state.startsWith(ROLLBACK_CLASS) || state.startsWith(CONSTRAINT_CLASS))
        && !state.equals(COMPLETION_UNKNOWN);
  }

  private static @Nullable String state(DatabaseException failure) {
    return failure.getCause() instanceof SQLException cause ? cause.getSQLState() : null;
  }
}
