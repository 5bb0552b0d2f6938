// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads and changes single values of a configuration file, also of one that has mistakes. */
public final class ConfigEditor {
  private static final Pattern LINE = Pattern.compile(":[0-9]+: ");

  private final Path path;
  private final Map<String, String> environment;

  /** Takes the file, and the environment, which holds before it. */
  public ConfigEditor(Path path, Map<String, String> environment) {
    this.path = path;
    this.environment = Map.copyOf(environment);
  }

  /** Returns what holds, and why, for every key in the order of the file that is installed. */
  public List<Setting> all() {
    var values = values();
    return ConfigReader.keys(new CollectionTables(values)).stream()
        .map(key -> setting(values, key))
        .toList();
  }

  /** Returns what holds for one key. */
  public Setting get(String name) {
    var setting = setting(values(), key(name));
    if (setting.isMissing()) {
      throw new ConfigException(List.of(path + ": " + name + " is not set"));
    }
    return setting;
  }

  /**
   * Changes values of the file, all together or none.
   *
   * @param changes values by key, without quotes, and with commas between the texts of a list
   * @param keepsDefaults leaves a key alone whose default is the value already
   * @return whether anything was to be changed
   * @throws ConfigException when the file would have a mistake that it has not had before
   */
  public boolean set(Map<String, String> changes, boolean keepsDefaults) {
    var file = new ReplacedFile(path);
    var before = file.read();
    var text = new TomlText(before);
    // What the environment says is not in the file.
    var values = new ConfigValues(ConfigFile.read(path), Map.of());
    for (var change : changes.entrySet()) {
      var key = key(change.getKey());
      var wanted = spelling(key, change.getValue());
      var now = setting(values, key);
      boolean isThere = !now.isMissing() && (keepsDefaults || !now.isDefault());
      if (!isThere || !now.plain().equals(wanted.plain())) {
        text = edit(text, key, wanted);
      }
    }
    var after = text.toString();
    if (after.equals(before)) {
      return false;
    }
    file.replace(after, this::refuseNewMistakes);
    return true;
  }

  private ConfigValues values() {
    return new ConfigValues(ConfigFile.read(path), environment);
  }

  private Setting setting(ConfigValues values, Key<?> key) {
    try {
      return values.setting(key);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(path + ": " + key + " " + e.getMessage()));
    }
  }

  /** Finds the key of that name, of a named table too. */
  private static Key<?> key(String name) {
    var plain = ConfigReader.KEYS.stream()
        .filter(key -> !key.isInNamedTable() && key.name().equals(name))
        .findFirst();
    return plain
        .<Key<?>>map(key -> key)
        .or(() -> CollectionTables.key(name))
        .orElseThrow(() -> new ConfigException(List.of("there is no key " + name + nearest(name))));
  }

  private static String nearest(String name) {
    var names = ConfigReader.KEYS.stream().map(Key::name).toList();
    return NearestName.of(name, names)
        .map(known -> ", did you mean " + known + "?")
        .orElse("");
  }

  private static Spelling spelling(Key<?> key, String value) {
    try {
      // A value that the key cannot have is refused here, in its own words.
      key.fromEnvironment(value);
      return key.spellingOfEnvironment(value);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(key + " " + e.getMessage()));
    }
  }

  private TomlText edit(TomlText text, Key<?> key, Spelling wanted) {
    try {
      return text.with(key.name(), wanted.toml());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of(path + ": " + e.getMessage() + ": " + key));
    }
  }

  /** Mistakes that were there before do not keep one of them from being mended. */
  private void refuseNewMistakes(Path next) {
    var known = mistakes(path);
    var fresh = new ArrayList<String>();
    for (var mistake : mistakes(next)) {
      if (known.stream().noneMatch(old -> reason(old).equals(reason(mistake)))) {
        fresh.add(mistake.replace(next.toString(), path.toString()));
      }
    }
    if (!fresh.isEmpty()) {
      throw new ConfigException(
          Stream.concat(fresh.stream(), Stream.of("the file was left as it was"))
              .toList());
    }
  }

  private List<String> mistakes(Path file) {
    try {
      ConfigReader.read(file, environment);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  /** A mistake without its line, which moves. */
  private static String reason(String mistake) {
    return Optional.of(LINE.matcher(mistake))
        .filter(line -> line.find())
        .map(line -> mistake.substring(line.end()))
        .orElse(mistake);
  }
}
