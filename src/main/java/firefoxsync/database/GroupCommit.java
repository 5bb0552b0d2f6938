// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

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

  GroupCommit(StatementCache statements, SqliteCheckpoint checkpoint) {
    this.statements = statements;
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
      if (runTogether(group, next)) {
        end(group);
        group.forEach(PendingWrite::answer);
      } else {
        // Rare: who is refused has changed nothing yet, as a rule.
        rollBack();
        runApart(group);
      }
    } catch (SQLException e) {
      rollBack();
      retry(group, e);
    } catch (RuntimeException | Error e) {
      rollBack();
      group.forEach(member -> member.fail(e));
      throw e;
    }
  }

  /** Gathers the group and runs it; false as soon as a member's failure concerns the others. */
  private boolean runTogether(
      List<PendingWrite<?>> group, Function<Integer, @Nullable PendingWrite<?>> next) {
    PendingWrite<?> member = group.get(0);
    do {
      run(member);
      if (member.hasSpoilt()) {
        return false;
      }
      member = next.apply(group.size());
    } while (member != null && group.add(member));
    return true;
  }

  private void run(PendingWrite<?> member) {
    member.run(statements, Dialect.SQLITE);
    member.unavailable().ifPresent(e -> incident.met(String.valueOf(e.getCause())));
  }

  private void end(List<PendingWrite<?>> group) throws SQLException {
    if (group.stream().anyMatch(PendingWrite::isWorthKeeping)) {
      statements.execute("COMMIT");
      commits.incrementAndGet();
      incident.passed();
    } else {
      rollBack();
    }
  }

  /** The group's transaction is gone: each member again alone, so that the one at fault is found. */
  private void retry(List<PendingWrite<?>> group, SQLException reason) {
    if (SqlFailure.isConflict(reason)) {
      group.forEach(member -> member.fail(SqlFailure.of("another process is writing", reason)));
      return;
    }
    incident.met(reason.getMessage());
    // As in runApart: the log's own room becomes free again.
    checkpoint.run();
    group.forEach(this::runAlone);
  }

  /** Runs each member again in a transaction of its own, so that one hurts no other. */
  private void runApart(List<PendingWrite<?>> group) {
    if (group.stream().anyMatch(member -> member.unavailable().isPresent())) {
      // On a full disk this makes the log's own room free again, so that at least deleting works.
      checkpoint.run();
    }
    group.forEach(this::runAlone);
  }

  private void runAlone(PendingWrite<?> member) {
    try {
      statements.execute("BEGIN IMMEDIATE");
      run(member);
      end(List.of(member));
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
