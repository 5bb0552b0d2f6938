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

  /** Two transactions made the same row, or the same table (or just the type of its rows). */
  private static final Set<String> DUPLICATE = Set.of("23505", "42P07", "42710");

  /** Lock, statement and session time-outs, and a server that has no room for one more. */
  private static final Set<String> BUSY = Set.of("55P03", "57014", "53300");

  /** The server is stopping or starting, or it ended a transaction that stood still. */
  private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

  /** The server's disk is full or fails, or it takes no writes. */
  private static final Set<String> SERVER_UNUSABLE = Set.of("53100", "58030", "25006");

  private static final String CONNECTION_CLASS = "08";
  private static final String ROLLBACK_CLASS = "40";
  private static final String CONSTRAINT_CLASS = "23";

  private SqlFailure() {}

  /** Returns what callers get for it. */
  static DatabaseException of(String doing, SQLException cause) {
    if (isConflict(cause)) {
      return new DatabaseException.Conflict(doing, cause);
    }
    return isUnavailable(cause)
        ? new DatabaseException.Unavailable(doing, cause)
        : new DatabaseException(doing, cause);
  }

  /** Returns what callers get when no connection to a server can be made, for whatever reason. */
  static DatabaseException ofConnecting(SQLException cause) {
    return isConflict(cause)
        ? new DatabaseException.Conflict("connecting", cause)
        : new DatabaseException.Unavailable("connecting", cause);
  }

  private static boolean isUnavailable(SQLException failure) {
    var state = failure.getSQLState();
    return state == null
        ? FILES_UNUSABLE.contains(code(failure))
        : isAway(state) || SERVER_UNUSABLE.contains(state);
  }

  /** Tells whether somebody else held the database. */
  static boolean isConflict(SQLException failure) {
    var state = failure.getSQLState();
    if (state != null) {
      return BUSY.contains(state) || isOvertaken(state);
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
    return isOvertaken(state) || isAway(state);
  }

  private static boolean isOvertaken(String state) {
    return state.equals(SERIALIZATION_FAILURE)
        || state.equals(DEADLOCK)
        || state.equals(COMPLETION_UNKNOWN);
  }

  private static boolean isAway(String state) {
    return state.startsWith(CONNECTION_CLASS) || GONE.contains(state);
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
