// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

/** The few differences between the engines, so that one statement can serve both. */
public enum Dialect {
  /** The embedded engine: one writer at a time, so rows need no lock of their own. */
  SQLITE("sqlite", ""),
  /** A server with many writers. */
  POSTGRESQL("postgresql", " FOR UPDATE");

  private final String id;
  private final String forUpdate;

  Dialect(String id, String forUpdate) {
    this.id = id;
    this.forUpdate = forUpdate;
  }

  /** Returns the engine's name as URLs and migration files spell it. */
  public String id() {
    return id;
  }

  /** Returns the clause that locks the rows a SELECT finds until the transaction ends. */
  public String forUpdate() {
    return forUpdate;
  }
}
