// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what strangers read without a credential, so that nobody finds public documents by guessing,
 * or keeps the server busy. Held in memory and bounded: who was not seen for longest is forgotten.
 * Safe for concurrent use.
 */
final class PublicReads {
  /** A page of pictures is no reason to refuse anybody. */
  static final int READS_MAX = 3000;

  /** A guess is. */
  static final int MISSES_MAX = 60;

  private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final int NETWORKS_MAX = 10_000;
  private static final int NETWORK_BYTES = 8;

  private record Count(long since, int reads, int misses) {}

  private final Clock clock;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
      return size() > NETWORKS_MAX;
    }
  };

  PublicReads(Clock clock) {
    this.clock = clock;
  }

  /** Counts a read, before it is answered; refuses one too many. */
  synchronized void read(String address) {
    var count = count(address);
    if (count.reads() >= READS_MAX || count.misses() >= MISSES_MAX) {
      throw RemoteStorageError.TOO_MANY_REQUESTS.exception(
          "%d reads, %d misses".formatted(count.reads(), count.misses()));
    }
    counts.put(network(address), new Count(count.since(), count.reads() + 1, count.misses()));
  }

  /** Counts a read that has found nothing. */
  synchronized void missed(String address) {
    var count = count(address);
    counts.put(network(address), new Count(count.since(), count.reads(), count.misses() + 1));
  }

  private Count count(String address) {
    long now = clock.millis();
    var count = counts.get(network(address));
    if (count == null || Math.abs(now - count.since()) >= WINDOW_MILLIS) {
      return new Count(now, 0, 0);
    }
    return count;
  }

  /** Returns the address, of IPv6 the /64 that one customer has. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      var bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
    } catch (UnknownHostException e) {
      // A text with a colon is never looked up; one that is no address counts as itself.
      return address;
    }
  }
}
