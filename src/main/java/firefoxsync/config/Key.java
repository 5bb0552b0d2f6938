// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** One key of the configuration: its name, the type of its value, its default and its check. */
final class Key<T> {
  private static final String TABLE_NAME = ".NAME.";
  private static final String VARIABLE_PREFIX = "FIREFOX_SYNC_";

  private final String name;
  private final Spelling defaultSpelled;
  private final T defaultValue;
  private final Function<Object, T> fromToml;
  private final Function<String, T> fromEnvironment;
  private final Spelling.Of<Object> spellingOfToml;
  private final Spelling.Of<String> spellingOfEnvironment;

  private <R> Key(String name, Kind<R> kind, R fallback, Function<R, T> check) {
    this.name = name;
    this.defaultSpelled = Spelling.of(kind, fallback);
    this.defaultValue = check.apply(fallback);
    this.fromToml = value -> check.apply(kind.fromToml(value));
    this.fromEnvironment = text -> check.apply(kind.fromEnvironment(text));
    this.spellingOfToml = value -> Spelling.of(kind, kind.fromToml(value));
    this.spellingOfEnvironment = text -> Spelling.of(kind, kind.fromEnvironment(text));
  }

  private Key(Key<T> other, String name) {
    this.name = name;
    this.defaultSpelled = other.defaultSpelled;
    this.defaultValue = other.defaultValue;
    this.fromToml = other.fromToml;
    this.fromEnvironment = other.fromEnvironment;
    this.spellingOfToml = other.spellingOfToml;
    this.spellingOfEnvironment = other.spellingOfEnvironment;
  }

  static <T> Key<T> text(String name, String fallback, Function<String, T> check) {
    return new Key<>(name, Kind.TEXT, fallback, check);
  }

  /** A text that names one of the constants, in lower case. */
  static <E extends Enum<E>> Key<E> choice(String name, E fallback, Class<E> type) {
    return text(name, spell(fallback), text -> choose(type, text));
  }

  static Key<Boolean> flag(String name, boolean fallback) {
    return new Key<>(name, Kind.FLAG, fallback, value -> value);
  }

  static Key<Boolean> flag(String name, boolean fallback, Function<Boolean, Boolean> check) {
    return new Key<>(name, Kind.FLAG, fallback, check);
  }

  static Key<Long> number(String name, long fallback, long first, long last) {
    return new Key<>(name, Kind.NUMBER, fallback, value -> {
      if (value < first || value > last) {
        throw new IllegalArgumentException("must be " + first + " to " + last);
      }
      return value;
    });
  }

  static <T> Key<List<T>> list(String name, List<String> fallback, Function<String, T> check) {
    return new Key<>(
        name, Kind.TEXTS, fallback, texts -> texts.stream().map(check).toList());
  }

  /** Tells whether the administrator chooses the name of its table, which {@code NAME} stands for. */
  boolean isInNamedTable() {
    return name.contains(TABLE_NAME);
  }

  /** Returns the same key of the table that the administrator gave the name. */
  Key<T> in(String tableName) {
    return new Key<>(
        this, name.replace(TABLE_NAME, "." + Toml.joinKeyPath(List.of(tableName)) + "."));
  }

  /** Returns the name with its table, such as {@code accounts.sign_up}. */
  String name() {
    return name;
  }

  /** Returns the environment variable that overrides the file. */
  String variable() {
    return VARIABLE_PREFIX + name.replace(".", "__").toUpperCase(Locale.ROOT);
  }

  /** Tells whether an environment variable is meant for us. */
  static boolean isVariable(String variable) {
    return variable.startsWith(VARIABLE_PREFIX);
  }

  T defaultValue() {
    return defaultValue;
  }

  /** Returns the default as the file spells it. */
  String defaultSpelling() {
    return defaultSpelled.toml();
  }

  Spelling defaultSpelled() {
    return defaultSpelled;
  }

  T fromToml(Object value) {
    return fromToml.apply(value);
  }

  T fromEnvironment(String text) {
    return fromEnvironment.apply(text);
  }

  /** Returns how a value of the file is spelled, whether the key can have it or not. */
  Spelling spellingOfToml(Object value) {
    return spellingOfToml.of(value);
  }

  /** As {@link #spellingOfToml}, for a value of the environment or the command line. */
  Spelling spellingOfEnvironment(String text) {
    return spellingOfEnvironment.of(text);
  }

  @Override
  public String toString() {
    return name;
  }

  private static <E extends Enum<E>> E choose(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spell(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(Arrays.stream(type.getEnumConstants())
            .map(constant -> '"' + spell(constant) + '"')
            .collect(Collectors.joining(", ", "must be one of ", ""))));
  }

  private static String spell(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
