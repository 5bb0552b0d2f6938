// SPDX-License-Identifier: MPL-2.0
package firefoxsync.errands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrandsTest {
  private final Errands errands = new Errands("test", 1, 2);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    errands.close();
  }

  @Test
  void errandIsTriedUntilItIsDoneWith() throws InterruptedException {
    List<Integer> tries = new CopyOnWriteArrayList<>();
    errands.take(count -> {
      tries.add(count);
      if (count == 2) {
        end.countDown();
        return Optional.empty();
      }
      return Optional.of(Duration.ZERO);
    });
    assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(tries).containsExactly(0, 1, 2);
  }

  @Test
  void whatIsTooMuchIsNotTaken() {
    assertThat(errands.take(this::hang)).isTrue();
    assertThat(errands.take(this::hang)).isTrue();
    assertThat(errands.take(this::hang)).isFalse();
  }

  @Test
  void roomComesBackWhenAnErrandFails() {
    // Two are taken at once; without their room, the third would wait for ever.
    for (int i = 0; i < 5; i++) {
      await()
          .until(() -> errands.take(tries -> {
            throw new IllegalStateException("on purpose");
          }));
    }
  }

  @Test
  void nothingIsTakenAfterTheEnd() {
    errands.close();
    assertThat(errands.take(tries -> Optional.empty())).isFalse();
  }

  private Optional<Duration> hang(int tries) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
