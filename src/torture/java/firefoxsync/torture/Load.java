// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Many users who write and read at the same time, until somebody ends it. */
final class Load implements AutoCloseable {
  private static final int USERS = 3;

  private final ServedDirectory served;
  private final Tally tally = new Tally();
  private final List<User> users;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  // Mutable state
  private volatile boolean isOver;
  private List<CompletableFuture<Void>> running = List.of();

  Load(ServedDirectory served, Random random) {
    this.served = served;
    this.users = LongStream.rangeClosed(1, USERS)
        .mapToObj(uid -> new User(uid, new Random(random.nextLong()), tally))
        .toList();
  }

  static List<Long> uids() {
    return LongStream.rangeClosed(1, USERS).boxed().toList();
  }

  Tally tally() {
    return tally;
  }

  /** Checks what every user has, after a restart. */
  void verify() {
    users.parallelStream().forEach(user -> user.verify(served.client(user.uid())));
  }

  /** Lets everybody write and read until the time is over, or a fault is found. */
  void runFor(Duration time) {
    begin();
    var fault = CompletableFuture.anyOf(running.stream()
        .map(thread -> thread.handle((nothing, thrown) -> thrown).thenCompose(Load::onlyFaults))
        .toArray(CompletableFuture[]::new));
    try {
      fault.completeOnTimeout(time, time.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (RuntimeException | Error e) {
      end();
      throw e;
    }
  }

  private static CompletableFuture<Void> onlyFaults(Throwable thrown) {
    return thrown == null ? new CompletableFuture<>() : CompletableFuture.failedFuture(thrown);
  }

  private void begin() {
    isOver = false;
    var tasks = new ArrayList<Runnable>();
    for (var user : users) {
      user.lanes().forEach(lane -> tasks.add(() -> user.write(lane, served.client(user.uid()))));
      tasks.add(() -> user.read(served.client(user.uid())));
    }
    running = tasks.stream()
        .map(task -> CompletableFuture.runAsync(() -> repeat(task), threads))
        .toList();
  }

  private void repeat(Runnable task) {
    while (!isOver && served.isAlive()) {
      try {
        task.run();
      } catch (UncheckedIOException e) {
        // A reading that was not answered says nothing.
      }
    }
  }

  /** From now on what is kept must be answered: the daemon was asked to stop. */
  void expectAnswers() {
    users.forEach(User::answerWhatIsKept);
  }

  /** Lets everybody come to an end, and throws what anybody found. */
  void end() {
    isOver = true;
    running.forEach(CompletableFuture::join);
  }

  @Override
  public void close() {
    isOver = true;
    threads.shutdownNow();
  }
}
