// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a commit.
 *
 * @param number counts the commits of a store from 1 on
 * @param previous the digest of the commit before it; zeros before the first
 * @param writer who wrote it: 32 hexadecimal digits, new with each take-over
 * @param keys which keys the data are encrypted with, on <em>open</em> commits
 * @param parts the digests of what holds the lines; null when they follow in the commit itself
 */
record CommitHead(
    Type type,
    long number,
    String previous,
    String writer,
    @Nullable LogKeys keys,
    @Nullable List<String> parts) {
  static final String NO_DIGEST = "0".repeat(64);

  private static final int FORMAT = 1;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WRITER = Pattern.compile("[0-9a-f]{32}");

  /** What a commit is for. */
  enum Type {
    /** Holds change sets. */
    COMMIT("commit"),
    /** From here on its writer is the only one. */
    OPEN("open"),
    /** Nothing follows: the data live elsewhere. */
    END("end");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    static Type of(String word) {
      for (var type : values()) {
        if (type.word.equals(word)) {
          return type;
        }
      }
      throw new JsonException("type unknown");
    }
  }

  CommitHead {
    if (number < 1
        || !DIGEST.matcher(previous).matches()
        || !WRITER.matcher(writer).matches()) {
      throw new JsonException("no head of a commit");
    }
    parts = parts == null ? null : List.copyOf(parts);
    if (parts != null && !parts.stream().allMatch(part -> DIGEST.matcher(part).matches())) {
      throw new JsonException("parts are not digests");
    }
  }

  byte[] line() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", type.word);
    members.put("format", FORMAT);
    members.put("number", number);
    members.put("previous", previous);
    members.put("writer", writer);
    if (keys != null) {
      keys.put(members);
    }
    if (parts != null) {
      members.put("parts", parts);
    }
    return Json.write(members);
  }

  /**
   * Reads one.
   *
   * @throws LogException when it is none
   */
  static CommitHead parse(byte[] line) {
    return LogException.parsing("no commit", () -> read(line));
  }

  private static CommitHead read(byte[] line) {
    var json = Json.object(line);
    checkFormat(json);
    return new CommitHead(
        Type.of(json.requireString("type")),
        json.integer("number").orElse(0),
        json.requireString("previous"),
        json.requireString("writer"),
        LogKeys.of(json).orElse(null),
        json.strings("parts").orElse(null));
  }

  /** Refuses what a later firefox-sync wrote in a way that this one does not know. */
  static void checkFormat(JsonObject json) {
    if (json.integer("format").orElse(0) != FORMAT) {
      throw new JsonException("format unknown");
    }
  }
}
