// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to go on. */
public final class TestClock extends Clock {
  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-24T00:00:00Z").toEpochMilli());

  /** Goes on, or back when the duration is negative. */
  public void advance(Duration duration) {
    millis.addAndGet(duration.toMillis());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("tests need no other zone");
  }
}
