// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firefoxsync.http.HttpFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path SCRIPTS = Path.of("src/main/resources/firefoxsync/web/assets");
  private static final Pattern TEXT = Pattern.compile("page\\.text\\(\"([^\"]+)\"[,)]");
  private static final Pattern SAID =
      Pattern.compile("key: \"([^\"]+)\"|(?:fail|say)\\([^\"\\n]*\"([^\"]+)\"");

  private final Texts texts = Texts.of("en");

  @Test
  void everyTextThatATemplateNamesExists() throws IOException {
    try (var templates = Files.list(TEMPLATES)) {
      for (var template : templates.toList()) {
        var named = TEXT.matcher(Files.readString(template));
        while (named.find()) {
          assertThat(texts.has(named.group(1)))
              .as("%s in %s", named.group(1), template)
              .isTrue();
        }
      }
    }
  }

  @Test
  void everyTextThatAScriptSaysIsInItsPage() throws IOException {
    for (var script : new String[] {"sign-in-page.js", "refusal.js", "password.js"}) {
      var said = SAID.matcher(Files.readString(SCRIPTS.resolve(script)));
      while (said.find()) {
        var key = said.group(1) == null ? said.group(2) : said.group(1);
        assertThat(key.startsWith("#")
                || key.equals("h1")
                || key.equals("wrong-password")
                || texts.has("say." + key))
            .as("%s in %s", key, script)
            .isTrue();
      }
    }
  }

  @Test
  void everyFaultHasItsWords() {
    for (var fault : HttpFault.values()) {
      assertThat(texts.get("fault." + fault + ".title")).isNotBlank();
      assertThat(texts.get("fault." + fault + ".text")).isNotBlank();
    }
  }

  @Test
  void wordsKeepTheTone() {
    assertThat(texts.group("").values()).allSatisfy(text -> assertThat(text)
        .isNotBlank()
        .doesNotContain("!")
        .doesNotContainIgnoringCase("please")
        .doesNotContainIgnoringCase("oops"));
  }

  @Test
  void unknownKeysAreMistakes() {
    assertThatIllegalArgumentException().isThrownBy(() -> texts.get("no.such"));
    assertThatIllegalArgumentException().isThrownBy(() -> Texts.of("xx"));
  }
}
