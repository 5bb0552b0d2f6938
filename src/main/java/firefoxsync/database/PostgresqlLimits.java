// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.time.Duration;

/**
 * How much is asked of a server at a time, and for how long it is waited for.
 *
 * @param readers connections that read
 * @param userWriters connections for writes that lock their user's row
 * @param writers connections for all other writes
 * @param idle connections of each kind that are kept though nobody needs them
 * @param connectTime until a connection stands, and until one of them is free
 * @param lockTime how long a statement waits for somebody else's lock
 * @param idleTime after which the server undoes a transaction that asks nothing more of it. Shorter
 *     than the lock time, so that whoever waits for a transaction of a lost connection outlives it
 * @param statementTime how long a statement may take; none when zero
 * @param retryTime how long a write is begun again after others were in its way
 */
record PostgresqlLimits(
    int readers,
    int userWriters,
    int writers,
    int idle,
    Duration connectTime,
    Duration lockTime,
    Duration idleTime,
    Duration statementTime,
    Duration retryTime) {
  /** For a node that serves a school: twenty of the hundred connections that a server has. */
  static final PostgresqlLimits DEFAULT = new PostgresqlLimits(
      8,
      8,
      4,
      1,
      Duration.ofSeconds(5),
      Duration.ofSeconds(5),
      Duration.ofSeconds(3),
      Duration.ofSeconds(30),
      Duration.ofSeconds(10));

  /** For migrations, which may have a large table to rebuild, or to wait for somebody who does. */
  static final PostgresqlLimits PATIENT = new PostgresqlLimits(
      1,
      1,
      1,
      0,
      Duration.ofSeconds(5),
      Duration.ofHours(1),
      Duration.ofMinutes(1),
      Duration.ZERO,
      Duration.ofHours(1));

  /** For a command that looks around once; with many items it takes a while to count them. */
  static final PostgresqlLimits LOOKING = new PostgresqlLimits(
      1,
      1,
      1,
      0,
      Duration.ofSeconds(5),
      Duration.ofSeconds(5),
      Duration.ofSeconds(3),
      Duration.ofMinutes(2),
      Duration.ZERO);

  /** Returns how long a write can take until it has an answer. */
  Duration writeTimeMax() {
    return retryTime.plus(connectTime).plus(lockTime).plus(statementTime);
  }
}
