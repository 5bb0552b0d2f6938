// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import firefoxsync.database.Transaction;

/** The SQL of how much there is of everything, which names nobody. Each is a transaction's only one. */
public final class ContentsStore {
  /** How many accounts of this server's own there are, and sessions of theirs. */
  record People(long accounts, long sessions) {}

  /**
   * What Sync keeps.
   *
   * @param users who have something, whoever keeps their accounts
   * @param bytes of payloads
   */
  public record Stored(long users, long items, long bytes) {}

  private ContentsStore() {}

  static People people(Transaction transaction) {
    return transaction
        .first(
            """
            SELECT COUNT(*) AS accounts, (SELECT COUNT(*) FROM session) AS sessions
            FROM account""",
            row -> new People(row.number("accounts"), row.number("sessions")))
        .orElseThrow();
  }

  /** Counts what Sync keeps. */
  public static Stored stored(Transaction transaction) {
    return transaction
        .first(
            """
            SELECT COUNT(DISTINCT uid) AS users, COALESCE(SUM(items), 0) AS items,
              COALESCE(SUM(bytes), 0) AS bytes
            FROM sync_collections""",
            row -> new Stored(row.number("users"), row.number("items"), row.number("bytes")))
        .orElseThrow();
  }
}
