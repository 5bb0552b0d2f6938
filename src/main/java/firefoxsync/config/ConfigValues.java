// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The value of each key, from the environment, the file or its default; and all that is wrong. */
final class ConfigValues {
  private final ConfigFile file;
  private final Map<String, String> environment;
  /** A value that is asked for twice is wrong once. */
  private final Set<String> problems = new LinkedHashSet<>();

  ConfigValues(ConfigFile file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /** Returns the value of the key, and its default in place of a wrong one, which is noted. */
  <T> T of(Key<T> key) {
    return find(key).orElseGet(key::defaultValue);
  }

  /** Returns the value that was given for the key; none in place of a wrong one, which is noted. */
  <T> Optional<T> find(Key<T> key) {
    try {
      return given(key);
    } catch (IllegalArgumentException e) {
      refuse(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Returns what holds for the key and why, be it right or wrong. */
  Setting setting(Key<?> key) {
    var variable = environment.get(key.variable());
    if (variable != null) {
      return new Setting(key.name(), key.spellingOfEnvironment(variable), key.variable());
    }
    return file.get(key.name())
        .map(value -> new Setting(key.name(), key.spellingOfToml(value), file.place(key.name())))
        .orElseGet(() -> new Setting(
            key.name(),
            key.defaultSpelled(),
            key == ConfigReader.PUBLIC_URL ? Setting.MISSING : Setting.DEFAULT));
  }

  /** Returns the names of the keys that the file has. */
  Set<String> names() {
    return file.keys();
  }

  /** As {@link #of}, for a key that nobody can guess. */
  <T> T required(Key<T> key) {
    if (!environment.containsKey(key.variable()) && file.get(key.name()).isEmpty()) {
      problem(
          file.path().toString(),
          "%s must be set, for example %s = %s".formatted(key, key, key.defaultSpelling()));
    }
    return of(key);
  }

  /** Notes what is wrong with the value of a key. */
  void refuse(Key<?> key, String reason) {
    problem(place(key), key + " " + reason);
  }

  /** Notes every name that is none of these keys. */
  void refuseUnknown(List<Key<?>> keys) {
    var names = keys.stream().map(Key::name).toList();
    file.keys().stream()
        .filter(name -> !names.contains(name))
        .forEach(name -> unknown(file.place(name), name, NearestName.of(name, names)));
    var variables = keys.stream().map(Key::variable).toList();
    environment.keySet().stream()
        .filter(name -> Key.isVariable(name) && !variables.contains(name))
        .sorted()
        .forEach(name -> unknown("environment", name, NearestName.of(name, variables)));
  }

  /** Throws when anything was noted. */
  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigException(List.copyOf(problems));
    }
  }

  private <T> Optional<T> given(Key<T> key) {
    var variable = environment.get(key.variable());
    if (variable != null) {
      return Optional.of(key.fromEnvironment(variable));
    }
    return file.get(key.name()).map(key::fromToml);
  }

  private String place(Key<?> key) {
    return environment.containsKey(key.variable())
        ? "environment: " + key.variable()
        : file.place(key.name());
  }

  private void unknown(String place, String name, Optional<String> nearest) {
    problem(
        place,
        "unknown key " + name
            + nearest.map(known -> ", did you mean " + known + "?").orElse(""));
  }

  private void problem(String place, String reason) {
    problems.add(place + ": " + reason);
  }
}
