// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** The configuration file as it was written: TOML, and the line where each value stands. */
final class ConfigFile {
  private final Path path;
  private final TomlParseResult toml;

  private ConfigFile(Path path, TomlParseResult toml) {
    this.path = path;
    this.toml = toml;
  }

  /**
   * Reads the file.
   *
   * @throws ConfigException when it cannot be read or is no TOML
   */
  static ConfigFile read(Path path) {
    TomlParseResult toml;
    try {
      toml = Toml.parse(withoutComments(new String(Files.readAllBytes(path), UTF_8)));
    } catch (NoSuchFileException e) {
      throw new ConfigException(List.of(path + ": there is no such file"));
    } catch (IOException e) {
      throw new ConfigException(List.of(path + ": cannot be read (" + e + ")"));
    }
    if (toml.hasErrors()) {
      throw new ConfigException(toml.errors().stream()
          .map(error -> "%s:%d: %s".formatted(path, error.position().line(), error.getMessage()))
          .toList());
    }
    return new ConfigFile(path, toml);
  }

  /**
   * Leaves lines of comments empty, of which the file that is installed has hundreds: to parse them
   * takes a fifth of a start. Within a text of several lines they would be none.
   */
  private static String withoutComments(String text) {
    if (text.contains("\"\"\"") || text.contains("'''")) {
      return text;
    }
    return text.lines()
        .map(line -> line.startsWith("#") ? "" : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Returns every key that has a value, with its tables. */
  Set<String> keys() {
    return toml.dottedKeySet();
  }

  /** Returns the value of a key. */
  Optional<Object> get(String key) {
    // Asking for a key of a table that is none would throw.
    return keys().contains(key) ? Optional.ofNullable(toml.get(key)) : Optional.empty();
  }

  /** Returns where the key stands, or would have to stand. */
  String place(String key) {
    var position = keys().contains(key) ? toml.inputPositionOf(key) : null;
    return position == null ? path.toString() : path + ":" + position.line();
  }

  Path path() {
    return path;
  }
}
