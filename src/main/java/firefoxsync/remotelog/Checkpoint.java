// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.JsonObject;
import firefoxsync.sync.CollectionName;
import firefoxsync.sync.StoreHead;
import firefoxsync.sync.SyncTimestamp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole state after a commit: what the commits up to it need not be read for any more.
 *
 * @param number of the last commit that is in it
 * @param commit that commit's digest
 * @param last the highest timestamp that was ever given
 * @param modified the store's last-modified time
 * @param keys which keys the data are encrypted with; null when nobody has told
 */
record Checkpoint(
    long number,
    String commit,
    SyncTimestamp last,
    SyncTimestamp modified,
    @Nullable LogKeys keys,
    List<Part> collections) {
  /** A collection, and the documents that hold its items. */
  record Part(StoreHead.Collection collection, List<String> digests) {
    Part {
      digests = List.copyOf(digests);
    }
  }

  Checkpoint {
    collections = List.copyOf(collections);
  }

  /** Returns the digests of every part. */
  Stream<String> digests() {
    return collections.stream().flatMap(part -> part.digests().stream());
  }

  byte[] text() {
    var head = new LinkedHashMap<String, Object>();
    head.put("type", "checkpoint");
    head.put("format", 1);
    head.put("number", number);
    head.put("commit", commit);
    head.put("last", last.millis());
    head.put("modified", modified.millis());
    if (keys != null) {
      keys.put(head);
    }
    var out = new ByteArrayOutputStream();
    line(out, head);
    for (var part : collections) {
      var members = new LinkedHashMap<String, Object>();
      members.put("collection", part.collection().name().value());
      members.put("modified", part.collection().modified().millis());
      members.put("parts", part.digests());
      line(out, members);
    }
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, Map<String, Object> members) {
    out.writeBytes(Json.write(members));
    out.write('\n');
  }

  /**
   * Reads one.
   *
   * @throws LogException when it is none
   */
  static Checkpoint parse(byte[] text) {
    return LogException.parsing("no checkpoint", () -> read(text));
  }

  private static Checkpoint read(byte[] text) {
    var lines = new LineReader(List.of(text).iterator());
    var head = Json.object(lines.next().orElseThrow());
    CommitHead.checkFormat(head);
    if (!head.requireString("type").equals("checkpoint")) {
      throw new JsonException("another type");
    }
    var parts = new ArrayList<Part>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      parts.add(part(Json.object(line.get())));
    }
    return new Checkpoint(
        head.integer("number").orElseThrow(),
        head.requireString("commit"),
        new SyncTimestamp(head.integer("last").orElseThrow()),
        new SyncTimestamp(head.integer("modified").orElseThrow()),
        LogKeys.of(head).orElse(null),
        parts);
  }

  private static Part part(JsonObject line) {
    return new Part(
        new StoreHead.Collection(
            new CollectionName(line.requireString("collection")),
            new SyncTimestamp(line.integer("modified").orElseThrow())),
        line.strings("parts").orElse(List.of()));
  }
}
