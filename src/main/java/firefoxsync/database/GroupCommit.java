// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs many writes in one transaction and syncs the disk once for all of them. JDBC's own
 * transactions stay off (its autocommit on): they would hold the file against other processes.
 */
final class GroupCommit {
  private final StatementCache statements;
  private final SqliteCheckpoint checkpoint;
  private final AtomicLong commits = new AtomicLong();
  private final Incident incident = new Incident("write to the database");

  GroupCommit(Connection connection, SqliteCheckpoint checkpoint) {
    this.statements = new StatementCache(connection);
    this.checkpoint = checkpoint;
  }

  /** Returns how many transactions were committed. */
  long commits() {
    return commits.get();
  }

  /**
   * Runs the first write and all that {@code next} yields, given how many there are, then commits
   * them and gives each its answer. Nobody is answered before.
   */
  void run(PendingWrite<?> first, Function<Integer, @Nullable PendingWrite<?>> next) {
    var group = new ArrayList<PendingWrite<?>>();
    group.add(first);
    try {
      statements.execute("BEGIN IMMEDIATE");
      boolean worthKeeping = attempt(first);
      for (var member = next.apply(1); member != null; member = next.apply(group.size())) {
        group.add(member);
        worthKeeping |= attempt(member);
      }
      end(worthKeeping);
      group.forEach(PendingWrite::answer);
    } catch (SQLException e) {
      rollBack();
      retry(group, e);
    } catch (RuntimeException | Error e) {
      rollBack();
      group.forEach(member -> member.fail(e));
      throw e;
    }
  }

  /** Runs a member so that its failure undoes nothing of the others. */
  private boolean attempt(PendingWrite<?> member) throws SQLException {
    statements.execute("SAVEPOINT member");
    boolean kept = run(member);
    if (!kept) {
      // Fails when the engine has ended the whole transaction, as it does on a full disk.
      statements.execute("ROLLBACK TO member");
    }
    statements.execute("RELEASE member");
    return kept;
  }

  private boolean run(PendingWrite<?> member) {
    boolean kept = member.run(statements, Dialect.SQLITE);
    member.unavailable().ifPresent(e -> incident.met(String.valueOf(e.getCause())));
    return kept;
  }

  private void end(boolean worthKeeping) throws SQLException {
    if (worthKeeping) {
      statements.execute("COMMIT");
      commits.incrementAndGet();
      incident.passed();
    } else {
      statements.execute("ROLLBACK");
    }
  }

  /** The group's transaction is gone: each member again alone, so that the one at fault is found. */
  private void retry(List<PendingWrite<?>> group, SQLException reason) {
    if (SqlFailure.isConflict(reason)) {
      group.forEach(member -> member.fail(SqlFailure.of("another process is writing", reason)));
      return;
    }
    incident.met(reason.getMessage());
    // On a full disk this makes the log's own room free again, so that at least deleting works.
    checkpoint.run();
    group.forEach(this::runAlone);
  }

  private void runAlone(PendingWrite<?> member) {
    try {
      statements.execute("BEGIN IMMEDIATE");
      boolean kept = run(member);
      if (kept) {
        end(true);
      } else {
        rollBack();
      }
      member.answer();
    } catch (SQLException e) {
      rollBack();
      member.fail(SqlFailure.of("writing", e));
    }
  }

  private void rollBack() {
    try {
      statements.execute("ROLLBACK");
    } catch (SQLException e) {
      // There is none to roll back: the engine has done it, or it was never begun.
    }
  }
}
