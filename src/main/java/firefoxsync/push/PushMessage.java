// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import java.time.Duration;

/** What a browser is told, and how long the push service keeps it for one that sleeps. */
public final class PushMessage {
  /** What fits one record of 4096 bytes beside its header and seal; services take no more. */
  public static final int BYTES_MAX = 3993;

  private static final Duration LIFE_MAX = Duration.ofDays(28);

  private final byte[] text;
  private final Duration life;

  /**
   * Takes the message.
   *
   * @param life cut to 28 days
   * @throws IllegalArgumentException when the text is too long
   */
  public PushMessage(byte[] text, Duration life) {
    if (text.length > BYTES_MAX) {
      throw new IllegalArgumentException("a message of " + text.length + " bytes");
    }
    this.text = text.clone();
    this.life = life.compareTo(LIFE_MAX) > 0 ? LIFE_MAX : life;
  }

  byte[] text() {
    return text.clone();
  }

  Duration life() {
    return life;
  }
}
