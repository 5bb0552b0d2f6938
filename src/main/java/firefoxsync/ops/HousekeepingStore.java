// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import firefoxsync.database.Transaction;
import java.util.List;

/** The SQL of what housekeeping did, for those who ask. */
public final class HousekeepingStore {
  private HousekeepingStore() {}

  /**
   * A job's last full round.
   *
   * @param finishedAt milliseconds
   * @param removed rows in all rounds together
   */
  public record Run(String job, long finishedAt, long removed) {}

  /** Returns the jobs that ever had a full round. */
  public static List<Run> all(Transaction transaction) {
    return transaction.query(
        "SELECT job, finished_at, removed FROM housekeeping_runs ORDER BY job",
        row -> new Run(row.text("job"), row.number("finished_at"), row.number("removed")));
  }

  /** Notes a round, which removed so many rows more. */
  static void add(Transaction transaction, Run run) {
    transaction.update(
        """
        INSERT INTO housekeeping_runs (job, finished_at, removed) VALUES (?, ?, ?)
        ON CONFLICT (job) DO UPDATE SET
          finished_at = excluded.finished_at,
          removed = housekeeping_runs.removed + excluded.removed""",
        run.job(),
        run.finishedAt(),
        run.removed());
  }
}
