// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.time.Duration;

/**
 * What strangers and slow clients may take from the server.
 *
 * @param connectionsMax open connections; one more is closed at once
 * @param workers threads that run filters and handlers
 * @param queueMax requests that wait for a worker; one more is a 503
 * @param bodyBudgetBytes request bodies in memory, all together; one more is a 503
 * @param headTime from the first byte of a request to the end of its headers
 * @param idleTime between two requests of a connection
 * @param silentTime without any byte while a body is read or an answer is sent; a transfer that
 *     lasts longer must also keep up the rate
 * @param bytesPerSecondMin that rate, as a mean over the whole transfer
 * @param stopTime how long a stop waits for requests that are running
 */
public record HttpLimits(
    int connectionsMax,
    int workers,
    int queueMax,
    long bodyBudgetBytes,
    Duration headTime,
    Duration idleTime,
    Duration silentTime,
    long bytesPerSecondMin,
    Duration stopTime) {
  /** The longest request line, and the longest header block. */
  static final int HEAD_BYTES_MAX = 32 * 1024;

  /** How long somebody who has just come may still begin to ask when the server is stopping. */
  static final Duration NEWCOMER_TIME = Duration.ofSeconds(1);

  /** What is still read of a body that was refused, so that the connection can be used again. */
  static final long DRAIN_BYTES_MAX = 64 * 1024;

  /** Returns limits of a listener for a few machines, which ask without bodies. */
  public static HttpLimits few() {
    var usual = standard();
    return new HttpLimits(
        16,
        1,
        16,
        0,
        usual.headTime(),
        usual.idleTime(),
        usual.silentTime(),
        usual.bytesPerSecondMin(),
        Duration.ZERO);
  }

  /** Returns limits that fit the heap of this process. */
  public static HttpLimits standard() {
    return new HttpLimits(
        2048,
        32,
        512,
        Runtime.getRuntime().maxMemory() / 4,
        Duration.ofSeconds(15),
        Duration.ofSeconds(75),
        Duration.ofSeconds(30),
        1024,
        Duration.ofSeconds(20));
  }
}
