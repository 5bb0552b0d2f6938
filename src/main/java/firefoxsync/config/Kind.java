// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlArray;

/** What TOML type a value has, and how the environment spells it. */
final class Kind<R> {
  static final Kind<String> TEXT = new Kind<>(
      "a text in quotes", value -> (String) value, text -> text, text -> text, Kind::quoted);
  static final Kind<Boolean> FLAG = new Kind<>(
      "true or false", value -> (Boolean) value, Kind::flag, String::valueOf, String::valueOf);
  static final Kind<Long> NUMBER = new Kind<>(
      "a whole number", value -> (Long) value, Long::valueOf, String::valueOf, String::valueOf);
  static final Kind<List<String>> TEXTS = new Kind<>(
      "a list of texts, [\"like\", \"this\"]",
      Kind::texts,
      Kind::separated,
      texts -> String.join(",", texts),
      Kind::spelled);

  private final String description;
  private final Function<Object, R> fromToml;
  private final Function<String, R> fromEnvironment;
  private final Function<R, String> plain;
  private final Function<R, String> spelling;

  private Kind(
      String description,
      Function<Object, R> fromToml,
      Function<String, R> fromEnvironment,
      Function<R, String> plain,
      Function<R, String> spelling) {
    this.description = description;
    this.fromToml = fromToml;
    this.fromEnvironment = fromEnvironment;
    this.plain = plain;
    this.spelling = spelling;
  }

  /** Takes what the file has. */
  R fromToml(Object value) {
    try {
      return fromToml.apply(value);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("must be " + description, e);
    }
  }

  /** Takes what the environment has: no quotes, and commas between the texts of a list. */
  R fromEnvironment(String text) {
    try {
      return fromEnvironment.apply(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be " + description, e);
    }
  }

  /** Returns the value as the environment spells it. */
  String plain(R value) {
    return plain.apply(value);
  }

  /** Returns the value as the file spells it. */
  String spell(R value) {
    return spelling.apply(value);
  }

  private static Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  private static List<String> texts(Object value) {
    return ((TomlArray) value).toList().stream().map(item -> (String) item).toList();
  }

  private static List<String> separated(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static String quoted(String value) {
    return '"' + Toml.tomlEscape(value).toString() + '"';
  }

  private static String spelled(List<String> values) {
    return values.stream().map(Kind::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
