// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.util.concurrent.atomic.LongAdder;

/** How much was done, so that a run that did nothing does not look like a good one. */
final class Tally {
  final LongAdder acknowledged = new LongAdder();
  final LongAdder unanswered = new LongAdder();
  final LongAdder snapshots = new LongAdder();
  final LongAdder verified = new LongAdder();

  @Override
  public String toString() {
    return "%s writes answered, %s not answered, %s readings checked, %s users checked after restarts"
        .formatted(acknowledged, unanswered, snapshots, verified);
  }
}
