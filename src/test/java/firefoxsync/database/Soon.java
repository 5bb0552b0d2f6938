// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.awaitility.Awaitility.with;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another thread is about to do. */
final class Soon {
  private Soon() {}

  static void until(Callable<Boolean> claim) {
    with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).await().until(claim);
  }
}
