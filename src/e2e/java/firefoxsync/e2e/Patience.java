// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Every wait of these tests: asked again five times a second, given up after a minute. */
final class Patience {
  static final Duration LONGEST = Duration.ofSeconds(60);

  private Patience() {}

  /** Waits until the answer is true. */
  static void until(String what, Callable<Boolean> answer) {
    waiting(what).until(answer);
  }

  /** Waits until there is an answer, and returns it. */
  static <T> T find(String what, Callable<Optional<T>> answer) {
    return waiting(what).until(answer, Optional::isPresent).orElseThrow();
  }

  private static ConditionFactory waiting(String what) {
    return Awaitility.await(what)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .atMost(LONGEST);
  }
}
