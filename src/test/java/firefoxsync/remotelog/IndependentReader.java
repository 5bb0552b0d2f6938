// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a store as docs/protocols/remote-log.md says, with no code of the program. */
final class IndependentReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FaultyProvider provider;
  private final String store;
  private final Map<String, Long> collections = new TreeMap<>();
  private final Map<String, Item> items = new TreeMap<>();
  private long now;

  private static final class Item {
    private long modified;
    private @Nullable Long sortIndex;
    private @Nullable Long expiry;
    private @Nullable String payload;
  }

  IndependentReader(FaultyProvider provider, String store) {
    this.provider = provider;
    this.store = "v1/" + store + "/";
  }

  /** Returns modified times of collections, and modified time, sortindex and payload of items. */
  Map<String, String> read() throws IOException {
    long number = 0;
    @Nullable String previous = "0".repeat(64);
    var checkpoint = newestCheckpoint();
    if (checkpoint != null) {
      var head = JSON.readTree(checkpoint.get(0));
      number = head.get("number").asLong();
      previous = head.get("commit").asText();
      now = head.get("last").asLong();
      for (var line : checkpoint.subList(1, checkpoint.size())) {
        readCollection(JSON.readTree(line));
      }
    }
    var path = commitPath(number + 1);
    while (provider.paths().contains(path) && digest(provider.bytes(path)) != null) {
      readCommit(path, number + 1, previous);
      previous = digest(provider.bytes(path));
      number++;
      path = commitPath(number + 1);
    }
    return shown();
  }

  private @Nullable List<String> newestCheckpoint() throws IOException {
    var paths = new ArrayList<>(provider.paths());
    paths.removeIf(path -> !path.startsWith(store + "c/"));
    for (int i = paths.size() - 1; i >= 0; i--) {
      if (digest(provider.bytes(paths.get(i))) != null) {
        return lines(text(provider.bytes(paths.get(i))));
      }
    }
    return null;
  }

  private String commitPath(long number) {
    return store + "j/" + String.format(Locale.ROOT, "%010d", number);
  }

  private void readCollection(JsonNode collection) throws IOException {
    var name = collection.get("collection").asText();
    collections.put(name, collection.get("modified").asLong());
    for (var line : lines(parts(collection.get("parts")))) {
      var json = JSON.readTree(line);
      var item = new Item();
      item.modified = json.get("modified").asLong();
      item.sortIndex = json.has("sortindex") ? json.get("sortindex").asLong() : null;
      item.expiry = json.has("expiry") ? json.get("expiry").asLong() : null;
      item.payload = json.has("payload") ? json.get("payload").asText() : null;
      items.put(name + "/" + json.get("id").asText(), item);
    }
  }

  private void readCommit(String path, long number, @Nullable String previous) throws IOException {
    var text = text(provider.bytes(path));
    int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    var head = JSON.readTree(text.substring(0, end));
    if (head.get("number").asLong() != number || !head.get("previous").asText().equals(previous)) {
      throw new IOException("does not follow the one before it");
    }
    var rest = head.has("parts") ? parts(head.get("parts")) : text.substring(end);
    for (var line : lines(rest)) {
      apply(JSON.readTree(line));
    }
  }

  private String parts(JsonNode digests) throws IOException {
    var joined = new ByteArrayOutputStream();
    for (var digest : digests) {
      var part = provider.bytes(store + "p/" + digest.asText());
      if (!digest.asText().equals(digest(part))) {
        throw new IOException("a part is another");
      }
      joined.writeBytes(inflate(part));
    }
    return joined.toString(UTF_8);
  }

  private void apply(JsonNode line) {
    if (line.has("set")) {
      now = line.get("set").asLong();
    } else if (line.has("wipe_all")) {
      collections.clear();
      items.clear();
    } else if (line.has("wipe")) {
      collections.remove(line.get("wipe").asText());
      items.keySet().removeIf(key -> key.startsWith(line.get("wipe").asText() + "/"));
    } else if (line.has("delete")) {
      collections.put(line.get("delete").asText(), now);
      line.get("ids").forEach(id -> items.remove(line.get("delete").asText() + "/" + id.asText()));
    } else if (line.has("touch")) {
      collections.put(line.get("touch").asText(), now);
    } else {
      put(line);
    }
  }

  private void put(JsonNode line) {
    var name = line.get("put").asText();
    collections.put(name, now);
    var key = name + "/" + line.get("id").asText();
    var old = items.get(key);
    boolean isNew = old == null || (old.expiry != null && old.expiry <= now);
    var item = old == null || isNew ? new Item() : old;
    items.put(key, item);
    item.payload = line.has("payload") ? line.get("payload").asText() : item.payload;
    item.sortIndex = line.has("sortindex") ? (Long) line.get("sortindex").asLong() : item.sortIndex;
    item.expiry = line.has("ttl") ? (Long) (now + line.get("ttl").asLong() * 1000) : item.expiry;
    if (isNew || line.has("payload") || line.has("sortindex")) {
      item.modified = now;
    }
  }

  private Map<String, String> shown() {
    var shown = new TreeMap<String, String>();
    collections.forEach((name, modified) -> shown.put(name, "" + modified));
    items.forEach((key, item) -> {
      if (item.expiry == null || item.expiry > now) {
        shown.put(
            key,
            item.modified + " " + item.sortIndex + " "
                + (item.payload == null ? "" : item.payload));
      }
    });
    return shown;
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).toList();
  }

  private static String text(byte[] document) throws IOException {
    return new String(inflate(document), UTF_8);
  }

  private static byte[] inflate(byte[] document) throws IOException {
    if (!new String(document, 0, 4, UTF_8).equals("fxs1") || document[4] != 0) {
      throw new IOException("no plain document");
    }
    return new InflaterInputStream(new ByteArrayInputStream(document, 5, document.length - 37))
        .readAllBytes();
  }

  /** Returns the digest; null when it does not fit. */
  private static @Nullable String digest(byte[] document) {
    try {
      int length = document.length - 32;
      var digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(document, length));
      return Arrays.equals(digest, Arrays.copyOfRange(document, length, document.length))
          ? HexFormat.of().formatHex(digest)
          : null;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
