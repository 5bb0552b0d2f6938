// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

/** A statement failed, or the database cannot be used. The message holds no bound value. */
public class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what was being done and keeps the driver's own exception. */
  public DatabaseException(String doing, Throwable cause) {
    super(doing, cause);
  }

  /** Says what is wrong. */
  public DatabaseException(String reason) {
    super(reason);
  }

  /**
   * The database cannot be used for now: its disk is full, read-only or fails, or its server is out
   * of reach.
   */
  public static final class Unavailable extends DatabaseException {
    private static final long serialVersionUID = 1;

    /** Says what was being done. */
    public Unavailable(String doing, Throwable cause) {
      super(doing, cause);
    }
  }

  /** Somebody else held the database, or the queue of writes was full; a later try may succeed. */
  public static final class Conflict extends DatabaseException {
    private static final long serialVersionUID = 1;

    /** Says what was being done. */
    public Conflict(String doing, Throwable cause) {
      super(doing, cause);
    }

    /** Says what is wrong. */
    public Conflict(String reason) {
      super(reason);
    }
  }
}
