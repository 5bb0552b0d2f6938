// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of uploads. */
final class Items {
  private Items() {}

  /** Returns one item without its id, as it is put. */
  static byte[] one(int payloadBytes) {
    return ("{\"payload\":\"" + payload(payloadBytes) + "\",\"sortindex\":7}").getBytes(UTF_8);
  }

  /** Returns so many items with the ids {@code PREFIX-FIRST} and so on, as they are posted. */
  static byte[] many(String prefix, long first, int count, int payloadBytes) {
    var payload = payload(payloadBytes);
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"id\":\"%s-%d\",\"payload\":\"%s\",\"sortindex\":7}"
            .formatted(prefix, first + i, payload))
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(UTF_8);
  }

  private static String payload(int bytes) {
    return "x".repeat(bytes);
  }
}
