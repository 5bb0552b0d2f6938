// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.Fields;
import firefoxsync.http.Json;
import firefoxsync.http.JsonObject;
import firefoxsync.push.PushMessage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one device tells others at once: that it put something into collections.
 *
 * @param to ids of devices; all when null
 * @param excluded ids of devices that are not told
 */
record Notification(@Nullable Set<String> to, Set<String> excluded, PushMessage message) {
  private static final String COLLECTION_CHANGED = "sync:collection_changed";
  private static final String ALL = "all";

  /** Reads a body. */
  static Notification of(JsonObject body) {
    var payload = body.object("payload").orElseThrow(() -> Fields.missing("payload"));
    if (payload.string("command").filter(COLLECTION_CHANGED::equals).isEmpty()) {
      throw Fields.invalid("payload");
    }
    var text = Json.write(payload);
    if (text.length > PushMessage.BYTES_MAX) {
      throw Fields.invalid("payload");
    }
    long seconds = body.integer("TTL").orElse(0);
    if (seconds < 0) {
      throw Fields.invalid("TTL");
    }
    return new Notification(
        to(body),
        new HashSet<>(body.strings("excluded").orElse(List.of())),
        new PushMessage(text, Duration.ofSeconds(seconds)));
  }

  private static @Nullable Set<String> to(JsonObject body) {
    if (body.isList("to")) {
      return new HashSet<>(body.strings("to").orElseThrow());
    }
    if (!body.requireString("to").equals(ALL)) {
      throw Fields.invalid("to");
    }
    return null;
  }

  boolean isFor(Device device) {
    return (to == null || to.contains(device.id())) && !excluded.contains(device.id());
  }
}
