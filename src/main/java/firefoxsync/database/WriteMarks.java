// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import firefoxsync.crypto.Secrets;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;

/** The marks of writes that have no better place for one: a row each, for a while. */
final class WriteMarks {
  /** By far longer than any write may take. */
  private static final Duration LIFE = Duration.ofHours(1);

  private static final int PURGE_STEP = 1000;

  private final Clock clock;
  private final Secrets secrets = new Secrets();

  WriteMarks(Clock clock) {
    this.clock = clock;
  }

  /** Returns the mark of one more write. */
  WriteMark next() {
    long id = ByteBuffer.wrap(secrets.bytes(Long.BYTES)).getLong();
    // Waits, if need be, for an earlier run that has left the mark but is still under way.
    return (transaction, isDoubtful) -> transaction.update(
            """
            INSERT INTO write_mark (write_id, written_at) VALUES (?, ?)
            ON CONFLICT (write_id) DO NOTHING""",
            id,
            clock.millis())
        == 0;
  }

  /** Removes some that nobody asks for any more; true when there may be more. */
  boolean purge(Transaction transaction) {
    return transaction.update(
            """
            DELETE FROM write_mark WHERE write_id IN (
              SELECT write_id FROM write_mark WHERE written_at < ? ORDER BY written_at LIMIT ?)""",
            clock.millis() - LIFE.toMillis(),
            PURGE_STEP)
        == PURGE_STEP;
  }
}
