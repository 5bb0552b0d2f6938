// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StaticFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/firefoxsync/web/assets");
  private static final Pattern IMPORT = Pattern.compile("(?:from |import |import\\()\"([^\"]+)\"");

  private final StaticFiles files = new StaticFiles();

  @Test
  void everyFileOfTheFolderIsServedAndNoOther() throws IOException {
    try (var found = Files.list(FOLDER)) {
      assertThat(found.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(StaticFiles.NAMES);
    }
  }

  @Test
  void scriptsImportOnlyServedFilesBesideThem() throws IOException {
    for (var name : StaticFiles.NAMES) {
      var imports = IMPORT.matcher(Files.readString(FOLDER.resolve(name)));
      while (imports.find()) {
        assertThat(imports.group(1)).as(name).startsWith("./");
        assertThat(StaticFiles.NAMES).as(name).contains(imports.group(1).substring(2));
      }
    }
  }

  @Test
  void scriptsPutNoTextIntoThePageAsMarkup() throws IOException {
    for (var name : StaticFiles.NAMES) {
      assertThat(Files.readString(FOLDER.resolve(name)))
          .as(name)
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write");
    }
  }

  @Test
  void commentsAndIndentationStayInTheSources() throws IOException {
    try (var server = new WebServer(SignUp.OPEN)) {
      for (var name : StaticFiles.NAMES) {
        if (!name.endsWith(".svg")) {
          var served = server.get(files.folder() + name).body();
          assertThat(served.lines()).as(name).containsExactlyElementsOf(code(name));
        }
      }
    }
  }

  /** Returns the lines of a source that are no comment, each from its first character on. */
  private static List<String> code(String name) throws IOException {
    var code = new ArrayList<String>();
    boolean isInComment = false;
    for (var line : Files.readAllLines(FOLDER.resolve(name))) {
      var text = line.stripLeading();
      boolean isLicence = text.contains("SPDX-License-Identifier");
      isInComment = isInComment || (text.startsWith("/*") && !isLicence);
      if (isLicence || (!isInComment && !text.startsWith("//") && !text.isEmpty())) {
        code.add(text);
      }
      isInComment = isInComment && !text.endsWith("*/");
    }
    return code;
  }

  // Its second line could look like a comment, and its indentation would be part of it.
  @Test
  void noTextOfAScriptSpansLines() throws IOException {
    for (var name : StaticFiles.NAMES) {
      for (var line : Files.readAllLines(FOLDER.resolve(name))) {
        assertThat(line.chars().filter(c -> c == '`').count() % 2)
            .as(name + line)
            .isZero();
      }
    }
  }

  @Test
  void folderIsNamedByAHash() {
    assertThat(files.folder()).matches("/assets/[0-9a-f]{16}/");
    assertThat(new StaticFiles().folder()).isEqualTo(files.folder());
  }

  @Test
  void filesAreKeptForAYearWithTheirMediaType() {
    var script = files.find("onepw.js").orElseThrow();
    assertThat(script.header("Content-Type")).contains("text/javascript; charset=utf-8");
    assertThat(script.header("Cache-Control")).contains("public, max-age=31536000, immutable");
    assertThat(files.find("site.css").orElseThrow().header("Content-Type"))
        .contains("text/css; charset=utf-8");
    assertThat(files.find("mark.svg").orElseThrow().header("Content-Type"))
        .contains("image/svg+xml");
    assertThat(files.find("../texts/en.properties")).isEmpty();
  }
}
