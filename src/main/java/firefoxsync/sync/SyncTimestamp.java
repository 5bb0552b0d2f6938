// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * A moment as Sync counts it: milliseconds inside, always a multiple of ten, and seconds with two
 * decimals on the wire. The only place that rounds.
 *
 * @param millis since the epoch
 */
public record SyncTimestamp(long millis) implements Comparable<SyncTimestamp> {
  /** What a thing that does not exist was last modified at. */
  public static final SyncTimestamp ZERO = new SyncTimestamp(0);

  private static final int STEP_MILLIS = 10;
  private static final int CHARACTERS_MAX = 40;
  private static final int INTEGER_DIGITS_MAX = 14;

  /** Refuses what the wire form could not show. */
  public SyncTimestamp {
    if (millis < 0 || millis % STEP_MILLIS != 0) {
      throw new IllegalArgumentException("not a time of Sync: " + millis + " ms");
    }
  }

  /** Cuts the instant to hundredths of a second. */
  static SyncTimestamp of(Instant instant) {
    long millis = instant.toEpochMilli();
    return new SyncTimestamp(millis - Math.floorMod(millis, STEP_MILLIS));
  }

  /**
   * Parses seconds; decimals beyond the second are cut off.
   *
   * @throws IllegalArgumentException when the text is no decimal number from zero up
   */
  static SyncTimestamp parse(String text) {
    if (text.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException("too long for a time");
    }
    var seconds = new BigDecimal(text);
    int integerDigits = seconds.precision() - seconds.scale();
    if (seconds.signum() < 0 || (seconds.signum() > 0 && integerDigits > INTEGER_DIGITS_MAX)) {
      throw new IllegalArgumentException("out of range for a time");
    }
    // The scale of a tiny number can be so large that shifting it would take minutes.
    if (seconds.signum() == 0 || integerDigits < -1) {
      return ZERO;
    }
    var hundredths = seconds.setScale(2, RoundingMode.DOWN).unscaledValue();
    return new SyncTimestamp(hundredths.longValueExact() * STEP_MILLIS);
  }

  /** Returns the time of a write that follows one at this time: now, or one step on. */
  SyncTimestamp next(SyncTimestamp now) {
    return now.compareTo(this) > 0 ? now : new SyncTimestamp(millis + STEP_MILLIS);
  }

  /** Returns the later of two. */
  static SyncTimestamp max(SyncTimestamp one, SyncTimestamp other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  boolean isAfter(SyncTimestamp other) {
    return compareTo(other) > 0;
  }

  /** Returns the number of seconds, with its two decimals, for JSON. */
  BigDecimal seconds() {
    return BigDecimal.valueOf(millis / STEP_MILLIS, 2);
  }

  @Override
  public int compareTo(SyncTimestamp other) {
    return Long.compare(millis, other.millis);
  }

  /** Returns the wire form, such as {@code 1388635807.40}. */
  @Override
  public String toString() {
    long hundredths = millis / STEP_MILLIS;
    long cents = hundredths % 100;
    return hundredths / 100 + (cents < 10 ? ".0" : ".") + cents;
  }
}
