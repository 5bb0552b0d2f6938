// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Pictures of all pages beside each other, as one browser shows them: a row a state. */
final class ContactSheet {
  private static final Path DIRECTORY = Path.of("target/pages").toAbsolutePath();
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <title>All pages</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; background: #888; }
      section > div { display: flex; align-items: flex-start; gap: 16px; overflow-x: auto; }
      img { max-height: 60rem; max-width: 40rem; }
      </style>
      """;

  private final String browser;
  private final Map<String, StringBuilder> rows = new LinkedHashMap<>();

  ContactSheet(String browser) {
    this.browser = browser;
  }

  /** Returns where a picture of the state shall be written. */
  Path picture(String state, String view) {
    var name = state.replaceAll("[^a-z]+", "-") + "_" + view + ".png";
    rows.computeIfAbsent(state, any -> new StringBuilder())
        .append("<a href=\"%1$s/%2$s\"><img src=\"%1$s/%2$s\" alt=\"%3$s\"></a>\n"
            .formatted(browser, name, view));
    return DIRECTORY.resolve(browser).resolve(name);
  }

  /** Writes the sheet. */
  void write() {
    var body = rows.entrySet().stream()
        .map(row ->
            "<section><h2>" + row.getKey() + "</h2><div>" + row.getValue() + "</div></section>")
        .collect(Collectors.joining("\n"));
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(
          DIRECTORY.resolve(browser + ".html"),
          HEAD + body + "\n</html>\n",
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
