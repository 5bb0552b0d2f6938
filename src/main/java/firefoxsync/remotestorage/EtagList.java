// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.util.ArrayList;
import java.util.List;

/**
 * The versions of an {@code If-Match} or {@code If-None-Match}. Some old clients leave out the quotes;
 * what they send counts as if quoted.
 *
 * @param isAny whether it is {@code *}: any version at all
 */
record EtagList(boolean isAny, List<Tag> tags) {
  /** A version, as a client names it. */
  record Tag(String value, boolean isWeak) {}

  private static final String WEAK = "W/";

  /** Keeps a copy of the list. */
  EtagList {
    tags = List.copyOf(tags);
  }

  /** Parses what all fields of the name say together. */
  static EtagList parse(List<String> fields) {
    var text = String.join(",", fields).strip();
    if (text.equals("*")) {
      return new EtagList(true, List.of());
    }
    var tags = new ArrayList<Tag>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ',' || c == ' ' || c == '\t') {
        at++;
      } else {
        at = parseOne(text, at, tags);
      }
    }
    if (tags.isEmpty()) {
      throw malformed(text);
    }
    return new EtagList(false, tags);
  }

  /** Tells whether the version is among those that name the very same bytes. */
  boolean hasStrong(Etag etag) {
    return isAny
        || tags.stream().anyMatch(tag -> !tag.isWeak() && tag.value().equals(etag.value()));
  }

  /** Tells whether the version is among those that name it, bytes or not. */
  boolean hasWeak(Etag etag) {
    return isAny || tags.stream().anyMatch(tag -> tag.value().equals(etag.value()));
  }

  /** Adds the version that begins there, and returns where it has ended. */
  private static int parseOne(String text, int start, List<Tag> tags) {
    boolean isWeak = text.startsWith(WEAK, start);
    int from = isWeak ? start + WEAK.length() : start;
    if (from < text.length() && text.charAt(from) == '"') {
      int end = text.indexOf('"', from + 1);
      if (end < 0) {
        throw malformed(text);
      }
      tags.add(new Tag(text.substring(from + 1, end), isWeak));
      return end + 1;
    }
    int comma = text.indexOf(',', from);
    int end = comma < 0 ? text.length() : comma;
    tags.add(new Tag(text.substring(from, end).strip(), isWeak));
    return end;
  }

  private static RemoteStorageException malformed(String text) {
    return RemoteStorageError.BAD_HEADER.exception("no list of versions: " + text);
  }
}
