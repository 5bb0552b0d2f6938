// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The uploads that are coming in pieces: each keeps rows that no document shows yet, so there is a
 * limit on them. One that is forgotten without a word counts for a while. Safe for concurrent use.
 */
final class OpenUploads {
  /** A browser sends six at once, remotestorage.js asks for ten. */
  static final int PERSON_MAX = 16;

  static final int ALL_MAX = 128;

  private static final Duration LIFE = Duration.ofHours(1);

  private record Open(Person person, long touchedAt) {}

  private final Clock clock;
  private final Map<Long, Open> open = new HashMap<>();

  OpenUploads(Clock clock) {
    this.clock = clock;
  }

  /** Notes that a piece of an upload comes; refuses one more than there may be. */
  synchronized void touch(Person person, long upload) {
    long now = clock.millis();
    if (!open.containsKey(upload)) {
      open.values().removeIf(other -> now - other.touchedAt() > LIFE.toMillis());
      long hers =
          open.values().stream().filter(other -> other.person().equals(person)).count();
      if (hers >= PERSON_MAX || open.size() >= ALL_MAX) {
        throw RemoteStorageError.TOO_MANY_UPLOADS.exception(
            "%d of %d".formatted(hers, open.size()));
      }
    }
    open.put(upload, new Open(person, now));
  }

  /** Notes that the upload has come to its end. */
  synchronized void end(long upload) {
    open.remove(upload);
  }
}
