// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.Json;
import firefoxsync.http.JsonWriter;
import firefoxsync.sync.StoredBso;
import firefoxsync.sync.SyncTimestamp;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The items of a checkpoint, as lines of JSON. */
final class Items {
  private Items() {}

  static void write(JsonWriter json, StoredBso item) {
    json.beginObject()
        .name("id")
        .string(item.id())
        .name("modified")
        .number(item.modified().millis());
    if (item.sortIndex() != null) {
      json.name("sortindex").number(item.sortIndex());
    }
    if (item.expiryMillis() != null) {
      json.name("expiry").number(item.expiryMillis());
    }
    if (item.payload() != null) {
      json.name("payload").string(item.payload());
    }
    json.endObject().newline();
  }

  /** Reads them, as the stream is read. */
  static Stream<StoredBso> read(LineReader lines) {
    return Stream.generate(lines::next)
        .takeWhile(Optional::isPresent)
        .map(line -> item(line.orElseThrow()));
  }

  private static StoredBso item(byte[] line) {
    return LogException.parsing("no item", () -> {
      var json = Json.object(line);
      return new StoredBso(
          json.requireString("id"),
          new SyncTimestamp(json.integer("modified").orElseThrow()),
          nullable(json.integer("sortindex")),
          nullable(json.integer("expiry")),
          json.string("payload").orElse(null));
    });
  }

  private static @Nullable Long nullable(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }
}
