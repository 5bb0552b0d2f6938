// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;

final class TomlTextTest {
  @Test
  void aValueChangesWhereItStandsAndTheCommentBehindItStays() {
    assertThat(edited("[log]\n  level  =  'info' # why\nother = 1\n", "log.level", "\"debug\""))
        .isEqualTo("[log]\n  level  =  \"debug\" # why\nother = 1\n");
  }

  @Test
  void aCommentThatShowsTheDefaultBecomesTheValue() {
    assertThat(edited("#level = \"a\"\n[log]\n# Least.\n#level = \"info\"\n", "log.level", "\"x\""))
        .isEqualTo("#level = \"a\"\n[log]\n# Least.\nlevel = \"x\"\n");
  }

  @Test
  void aCommentOfALaterTableIsLeftAlone() {
    assertThat(edited("[a]\n[b]\n#key = 1\n", "a.key", "2"))
        .isEqualTo("[a]\nkey = 2\n[b]\n#key = 1\n");
  }

  @Test
  void aTableThatIsNotThereIsAddedAtTheEnd() {
    assertThat(edited("x = 1", "a.b.key", "2")).isEqualTo("x = 1\n\n[a.b]\nkey = 2\n");
  }

  @Test
  void aKeyOfNoTableComesBeforeTheFirstTableAndBelowWhatIsAboutTheFile() {
    assertThat(edited("# About.\n\n[a]\nb = 1\n", "url", "\"x\""))
        .isEqualTo("# About.\nurl = \"x\"\n\n[a]\nb = 1\n");
    assertThat(edited("", "url", "1")).isEqualTo("url = 1\n");
  }

  @Test
  void listsOverSeveralLinesAreReplacedWhole() {
    var text = "list = [ # \"]\n  \"a]\", # one\n  'b', [ ]\n] # end\nnext = 1\n";
    assertThat(edited(text, "list", "[\"c\"]")).isEqualTo("list = [\"c\"] # end\nnext = 1\n");
  }

  @Test
  void longTextsAreReplacedWhole() {
    assertThat(edited("a = \"\"\"x\n\\\"\"\"b\" = 1\"\"\"\nc = '''\n''''\n", "a", "1"))
        .isEqualTo("a = 1\nc = '''\n''''\n");
    assertThat(edited("c = '''\n'''' # x\n", "c", "2")).isEqualTo("c = 2 # x\n");
  }

  @Test
  void keysAreFoundHoweverTheyAreWritten() {
    assertThat(edited("log = { level = 'info', \"requests\"=false }\n", "log.requests", "true"))
        .isEqualTo("log = { level = 'info', \"requests\"=true }\n");
    assertThat(edited("log.requests = false\n", "log.requests", "true"))
        .isEqualTo("log.requests = true\n");
    assertThat(edited("[ \"log\" ] # x\n'requests' = false\n", "log.requests", "true"))
        .isEqualTo("[ \"log\" ] # x\n'requests' = true\n");
  }

  @Test
  void textsThatLookLikeTablesAreNoTables() {
    assertThatThrownBy(() -> edited("x = '''\n[log]\n'''\n", "log.level", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only an editor");
  }

  @Test
  void aTableInlineThatLacksTheKeyIsLeftToAnEditor() {
    assertThatThrownBy(() -> edited("log = { level = 'info' }\n", "log.requests", "true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only an editor");
  }

  @Test
  void everyKeyOfTheInstalledFileCanBeSetAndSetAgain() throws IOException {
    var template = Files.readString(Path.of("etc/firefox-sync.toml"));
    var all = new TomlText(template);
    for (var key : ConfigReader.KEYS) {
      if (!key.isInNamedTable()) {
        all = all.with(key.name(), key.defaultSpelling());
        assertThat(all.with(key.name(), key.defaultSpelling())).hasToString(all.toString());
      }
    }
    assertThat(all.toString().lines().count()).isEqualTo(template.lines().count());
    assertThat(Toml.parse(all.toString()).dottedKeySet()).hasSize((int)
        ConfigReader.KEYS.stream().filter(key -> !key.isInNamedTable()).count());
  }

  private static String edited(String text, String key, String value) {
    return new TomlText(text).with(key, value).toString();
  }
}
