// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import firefoxsync.metrics.MetricsText;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class WorkersTest {
  private static final int COUNT = 4;
  private static final int QUEUE_MAX = 8;

  private final Workers workers = new Workers(COUNT, QUEUE_MAX);
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void stop() {
    open.countDown();
    workers.stop(Duration.ofSeconds(10));
  }

  @Test
  void tasksThatBlockBringUpEveryThread() throws InterruptedException {
    var blocked = new CountDownLatch(COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(workers.run(() -> block(blocked))).isTrue();
    }
    assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneTaskTooManyIsRefused() throws InterruptedException {
    tasksThatBlockBringUpEveryThread();
    for (int i = 0; i < QUEUE_MAX; i++) {
      assertThat(workers.run(() -> {})).isTrue();
    }
    assertThat(workers.run(() -> {})).isFalse();
  }

  @Test
  void everyTaskRunsOnceWhoeverSendsIt() throws InterruptedException {
    int senders = 4;
    int each = 5000;
    var ran = new AtomicInteger();
    var done = new CountDownLatch(senders * each);
    for (int i = 0; i < senders; i++) {
      new Thread(() -> send(each, () -> {
            ran.incrementAndGet();
            done.countDown();
          }))
          .start();
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).hasValue(senders * each);
  }

  @Test
  void tasksOneAfterAnotherNeedOneThread() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 100; i++) {
      var done = new CountDownLatch(1);
      workers.run(() -> {
        threads.add(Thread.currentThread());
        done.countDown();
      });
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
      // Whoever comes before the thread of the task before rests is given another.
      await().pollInterval(Duration.ofMillis(1)).until(this::everyoneRests);
    }
    assertThat(threads).hasSize(1);
  }

  @Test
  void taskThatFailsLeavesItsThreadUsable() throws InterruptedException {
    for (int i = 0; i < COUNT; i++) {
      workers.run(() -> {
        throw new IllegalStateException("a task of a test that fails");
      });
    }
    tasksThatBlockBringUpEveryThread();
  }

  @Test
  void stopLetsQueuedTasksFinishAndTakesNoMore() throws InterruptedException {
    tasksThatBlockBringUpEveryThread();
    var ran = new AtomicInteger();
    workers.run(ran::incrementAndGet);
    open.countDown();
    workers.stop(Duration.ofSeconds(10));
    assertThat(ran).hasValue(1);
    assertThat(workers.run(() -> {})).isFalse();
  }

  private boolean everyoneRests() {
    var text = new MetricsText();
    workers.tell(text);
    return text.toString().contains("workers_busy 0\n");
  }

  private void send(int count, Runnable task) {
    for (int i = 0; i < count; i++) {
      while (!workers.run(task)) {
        Thread.onSpinWait();
      }
    }
  }

  private void block(CountDownLatch blocked) {
    blocked.countDown();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
