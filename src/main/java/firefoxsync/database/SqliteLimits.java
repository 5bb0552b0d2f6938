// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;

/**
 * How much the embedded engine takes on at a time.
 *
 * @param busyTimeout how long a statement waits while another process holds the file
 * @param waitTimeout how long a read waits for a connection, and a write for its turn
 * @param readers connections that read
 * @param waitingWrites writes that wait for their turn; more are refused
 * @param groupWrites writes that are committed together
 * @param groupTime after which a group takes no further write
 * @param walPages pages of the write-ahead log from which on it is copied into the database
 */
public record SqliteLimits(
    Duration busyTimeout,
    Duration waitTimeout,
    int readers,
    int waitingWrites,
    int groupWrites,
    Duration groupTime,
    int walPages) {
  /** For a household as well as a school: a log of 16 MiB, groups that hold nobody up for long. */
  public static final SqliteLimits DEFAULT = new SqliteLimits(
      Duration.ofSeconds(5), Duration.ofSeconds(10), 6, 256, 64, Duration.ofMillis(100), 1024);
}
