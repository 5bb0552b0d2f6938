// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/** A TOML file as text, in which one value changes and every other letter stays. */
final class TomlText {
  private static final Pattern HEADER = Pattern.compile("\\s*\\[\\s*([^\\[\\]]+?)\\s*\\].*");
  private static final Pattern ANY_HEADER = Pattern.compile("\\s*\\[.*");

  private final String text;

  TomlText(String text) {
    this.text = text;
  }

  /**
   * Returns the text with the key set: where it was set, else in place of the comment that shows
   * its default, else as a new line of its table.
   *
   * @param value as TOML spells it
   * @throws IllegalArgumentException when the text is written in a way that this cannot change
   */
  TomlText with(String key, String value) {
    var before = Toml.parse(text);
    if (before.hasErrors()) {
      throw new IllegalArgumentException("is not understood");
    }
    var after = new TomlText(edited(before, key, value));
    after.mustDifferBy(before, key, value);
    return after;
  }

  private String edited(TomlParseResult toml, String key, String value) {
    var position = toml.dottedKeySet().contains(key) ? toml.inputPositionOf(key) : null;
    if (position == null) {
      return inserted(Toml.parseDottedKey(key), value);
    }
    int start = offset(position.line(), position.column());
    int begin = TomlValue.begin(text, start);
    return text.substring(0, begin) + value + text.substring(TomlValue.end(text, begin));
  }

  private int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
  }

  private String inserted(List<String> path, String value) {
    var table = path.subList(0, path.size() - 1);
    var leaf = Toml.joinKeyPath(path.subList(path.size() - 1, path.size()));
    var line = leaf + " = " + value;
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int begin = beginning(lines, table);
    if (begin < 0) {
      var gap = text.isEmpty() || text.endsWith("\n") ? "\n" : "\n\n";
      return text + gap + "[" + Toml.joinKeyPath(table) + "]\n" + line + "\n";
    }
    int shown = shownDefault(lines, begin, leaf);
    if (shown >= 0) {
      lines.set(shown, line);
    } else {
      lines.add(begin, line);
    }
    return String.join("\n", lines);
  }

  /** Returns the first line that belongs to the table; -1 when there is none. */
  private static int beginning(List<String> lines, List<String> table) {
    if (table.isEmpty()) {
      // What stands on top is about the file.
      int top = 0;
      while (top < lines.size() && lines.get(top).startsWith("#")) {
        top++;
      }
      return top;
    }
    for (int i = 0; i < lines.size(); i++) {
      var header = HEADER.matcher(lines.get(i));
      if (header.matches() && table.equals(path(header.group(1)))) {
        return i + 1;
      }
    }
    return -1;
  }

  private static @Nullable List<String> path(String dotted) {
    try {
      return Toml.parseDottedKey(dotted);
    } catch (IllegalArgumentException e) {
      // No name of a table, then: a line of a text that spans several.
      return null;
    }
  }

  private static int shownDefault(List<String> lines, int begin, String leaf) {
    for (int i = begin; i < lines.size() && !ANY_HEADER.matcher(lines.get(i)).matches(); i++) {
      if (lines.get(i).startsWith("#" + leaf + " = ")) {
        return i;
      }
    }
    return -1;
  }

  /** The proof of the edit: all values are as before but this one. */
  private void mustDifferBy(TomlParseResult before, String key, String value) {
    var after = Toml.parse(text);
    var wanted = Toml.parse("value = " + value).get("value");
    boolean isRight = !after.hasErrors()
        && same(after.get(key), wanted)
        && after.dottedKeySet().stream()
            .allMatch(other -> other.equals(key) || same(after.get(other), before.get(other)))
        && after.dottedKeySet().containsAll(before.dottedKeySet());
    if (!isRight) {
      throw new IllegalArgumentException("is written in a way that only an editor can change");
    }
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return Objects.equals(comparable(one), comparable(other));
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    return value instanceof TomlArray list
        ? list.toList().stream().map(TomlText::comparable).toList()
        : value;
  }

  @Override
  public String toString() {
    return text;
  }
}
