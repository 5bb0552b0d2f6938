// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.sync.BsoQuery.Sort;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in an order just behind an item, so that pages neither repeat nor skip one.
 *
 * @param key what the order compares: the time modified in milliseconds, or the sortindex
 * @param id of the item
 */
record BsoOffset(Sort sort, long key, String id) {
  /** Stands for a missing sortindex: below every one that is allowed. */
  static final long NO_SORT_INDEX = -1_000_000_000;

  private static final long KEY_MAX = 999_999_999_999_999_999L;
  private static final String FIRST_ID = " ";
  private static final String LAST_ID = "~";
  private static final Pattern PATTERN =
      Pattern.compile("(NEWEST|OLDEST|INDEX) (-?[0-9]{1,18}) (" + Bso.ID_REGEX + ")");

  /** Returns the place behind the item. */
  static BsoOffset behind(Bso bso, Sort sort) {
    return new BsoOffset(sort, key(bso, sort), bso.id());
  }

  /** Returns the place before the first item. */
  static BsoOffset start(Sort sort) {
    return switch (sort) {
      case NEWEST -> new BsoOffset(sort, KEY_MAX, LAST_ID);
      case OLDEST -> new BsoOffset(sort, 0, FIRST_ID);
      case INDEX -> new BsoOffset(sort, BsoUpdate.SORT_INDEX_MAX + 1, LAST_ID);
    };
  }

  static long key(Bso bso, Sort sort) {
    if (sort != Sort.INDEX) {
      return bso.modified().millis();
    }
    var sortIndex = bso.sortIndex();
    return sortIndex == null ? NO_SORT_INDEX : sortIndex;
  }

  /**
   * Reads a token that {@link #token} made.
   *
   * @throws IllegalArgumentException when it did not
   */
  static BsoOffset parse(String token) {
    var text = new String(Base64.getUrlDecoder().decode(token), US_ASCII);
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not an offset");
    }
    return new BsoOffset(
        Sort.valueOf(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3));
  }

  /** Returns the form for clients, which needs no escaping anywhere. */
  String token() {
    var text = sort + " " + key + " " + id;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(US_ASCII));
  }
}
