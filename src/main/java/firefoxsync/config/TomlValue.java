// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/** Where a value stands in a text that is known to be TOML. */
final class TomlValue {
  private TomlValue() {}

  /** Returns where the value begins of the key that begins there. */
  static int begin(String text, int key) {
    int at = key;
    while (text.charAt(at) != '=') {
      at = isQuote(text.charAt(at)) ? endOfQuoted(text, at) : at + 1;
    }
    at++;
    while (text.charAt(at) == ' ' || text.charAt(at) == '\t') {
      at++;
    }
    return at;
  }

  /** Returns where the value ends that begins there. */
  static int end(String text, int begin) {
    char first = text.charAt(begin);
    if (isQuote(first)) {
      return endOfQuoted(text, begin);
    }
    if (first == '[' || first == '{') {
      return endOfNested(text, begin);
    }
    int end = begin;
    while (end < text.length() && ",]}#\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static int endOfNested(String text, int begin) {
    int depth = 0;
    int at = begin;
    do {
      char c = text.charAt(at);
      if (isQuote(c)) {
        at = endOfQuoted(text, at);
        continue;
      }
      if (c == '#') {
        at = text.indexOf('\n', at);
        continue;
      }
      if (c == '[' || c == '{') {
        depth++;
      } else if (c == ']' || c == '}') {
        depth--;
      }
      at++;
    } while (depth > 0);
    return at;
  }

  private static int endOfQuoted(String text, int begin) {
    char quote = text.charAt(begin);
    var longQuote = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(longQuote, begin);
    int at = begin + (isLong ? 3 : 1);
    while (isLong ? !text.startsWith(longQuote, at) : text.charAt(at) != quote) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    if (!isLong) {
      return at + 1;
    }
    // Up to two more may belong to the text.
    at += 3;
    while (at < text.length() && text.charAt(at) == quote) {
      at++;
    }
    return at;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
