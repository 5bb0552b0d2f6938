// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds what administrators read against the list of keys. */
final class ConfigDocumentationTest {
  private static final Path TEMPLATE = Path.of("etc/firefox-sync.toml");
  private static final Path MANUAL = Path.of("man/firefox-sync.toml.5");
  private static final Pattern TABLE = Pattern.compile("#?\\[([a-zA-Z_.]+)\\]");
  private static final Pattern DEFAULT = Pattern.compile("#([a-z0-9_]+) = (.+)");
  private static final Pattern ENTRY = Pattern.compile("\\.B ([a-zA-Z0-9_.]+) = (.+)");

  @Test
  void templateHasEveryKeyWithItsDefaultInOrder() throws IOException {
    var defaults = new LinkedHashMap<String, String>();
    var table = "";
    for (var line : Files.readAllLines(TEMPLATE)) {
      var heading = TABLE.matcher(line);
      var key = DEFAULT.matcher(line);
      if (heading.matches()) {
        table = heading.group(1) + ".";
      } else if (key.matches()) {
        defaults.put(table + key.group(1), key.group(2));
      }
    }

    assertThat(defaults).containsExactlyEntriesOf(keys());
  }

  @Test
  void templateSetsNothing() throws IOException {
    assertThat(ConfigFile.read(TEMPLATE).keys()).isEmpty();
  }

  @Test
  void manualHasEveryKeyWithItsDefaultInOrder() throws IOException {
    var defaults = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(MANUAL)) {
      var entry = ENTRY.matcher(line.replace("\\-", "-").replace("\\(dq", "\""));
      if (entry.matches()) {
        defaults.put(entry.group(1), entry.group(2));
      }
    }

    assertThat(defaults).containsExactlyEntriesOf(keys());
  }

  private static Map<String, String> keys() {
    return ConfigReader.KEYS.stream()
        .collect(Collectors.toMap(
            Key::name, Key::defaultSpelling, (one, other) -> one, LinkedHashMap::new));
  }
}
