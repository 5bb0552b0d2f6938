// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that writes: it takes every write that waits and commits them together. */
final class SqliteWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

  /** The last one in the queue. */
  private static final PendingWrite<Boolean> STOP = new PendingWrite<>(transaction -> true);

  private static final long IDLE = -1;

  /** Between the steps of giving room back, while nobody writes. */
  private static final Duration REST = Duration.ofMillis(20);

  private final Connection connection;
  private final SqliteLimits limits;
  private final GroupCommit commit;
  private final SqliteCheckpoint checkpoint;
  private final FreePages freePages;
  private final BlockingQueue<PendingWrite<?>> queue = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "database-writer");

  // Mutable state
  private boolean isClosing;
  private boolean isStopping;
  private boolean isGivingBack;
  private volatile long busySinceNanos = IDLE;

  SqliteWriter(SqliteFile file, Connection connection, SqliteLimits limits) {
    this.connection = connection;
    this.limits = limits;
    var statements = new StatementCache(connection);
    this.checkpoint = new SqliteCheckpoint(file, statements, limits.walPages());
    this.freePages = new FreePages(statements);
    this.commit = new GroupCommit(statements, checkpoint);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Returns how many transactions were committed. */
  long commits() {
    return commit.commits();
  }

  /** Returns how many writes wait for their turn. */
  int waiting() {
    return queue.size();
  }

  /** Tells whether further writes are refused. */
  boolean isClosing() {
    synchronized (queue) {
      return isClosing;
    }
  }

  <T> T write(Function<Transaction, T> work) {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException("a write inside a write would wait for itself");
    }
    var write = new PendingWrite<>(work);
    accept(write);
    return write.await();
  }

  /** Returns for how long the writer has been at the same group; nothing while it waits for work. */
  Duration busyFor() {
    long since = busySinceNanos;
    return since == IDLE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  @Override
  public void close() {
    synchronized (queue) {
      if (!isClosing) {
        isClosing = true;
        queue.add(STOP);
      }
    }
    stopped.join();
  }

  private void accept(PendingWrite<?> write) {
    synchronized (queue) {
      if (isClosing) {
        throw new DatabaseException("the database is closed");
      }
      if (queue.size() >= limits.waitingWrites()) {
        throw new DatabaseException.Conflict("too many writes at once");
      }
      queue.add(write);
    }
  }

  private void run() {
    while (!isStopping) {
      try {
        var head = isGivingBack ? queue.poll(REST.toMillis(), MILLISECONDS) : queue.take();
        var first = head == null ? null : usable(head);
        if (first != null) {
          long begun = System.nanoTime();
          busySinceNanos = begun;
          commit.run(first, members -> next(members, begun));
        }
        tidy(head == null);
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread: writes that were accepted are finished.
      } catch (RuntimeException | Error e) {
        LOG.error("the database's writer met a failure and goes on", e);
      } finally {
        busySinceNanos = IDLE;
      }
    }
    stop();
  }

  /** Between groups: what nobody waits for, in small steps. */
  private void tidy(boolean isResting) {
    boolean wasGivingBack = isGivingBack;
    if (isResting) {
      isGivingBack = freePages.giveBack();
    } else if (queue.isEmpty()) {
      isGivingBack = freePages.isWorthIt();
    }
    checkpoint.goOn();
    if (wasGivingBack && !isGivingBack) {
      // The file itself becomes shorter with the copying.
      checkpoint.run();
    }
  }

  private void stop() {
    try {
      checkpoint.close();
      connection.close();
    } catch (SQLException e) {
      LOG.warn("cannot close the database: {}", e.getMessage());
    } finally {
      stopped.complete(true);
    }
  }

  /** Returns a further member of the group that has so many, or null when it is complete. */
  private @Nullable PendingWrite<?> next(int members, long begunNanos) {
    while (members < limits.groupWrites()
        && !isStopping
        && System.nanoTime() - begunNanos < limits.groupTime().toNanos()) {
      var head = queue.poll();
      if (head == null) {
        return null;
      }
      var member = usable(head);
      if (member != null) {
        return member;
      }
    }
    return null;
  }

  /** Sorts out the end of the queue, and who has waited so long that nobody waits for her any more. */
  private @Nullable PendingWrite<?> usable(PendingWrite<?> head) {
    if (head == STOP) {
      isStopping = true;
      return null;
    }
    if (System.nanoTime() - head.arrivedNanos() > limits.waitTimeout().toNanos()) {
      head.fail(new DatabaseException.Conflict("the write had to wait too long"));
      return null;
    }
    return head;
  }
}
