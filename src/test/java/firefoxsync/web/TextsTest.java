// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firefoxsync.config.SignUp;
import firefoxsync.http.HttpFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path SCRIPTS = Path.of("src/main/resources/firefoxsync/web/assets");
  private static final Pattern TEXT = Pattern.compile("page\\.text\\(\"([^\"]+)\"[,)]");
  private static final Pattern SAID =
      Pattern.compile("key: \"([^\"]+)\"|fail\\(\"([^\"]+)\"|say\\(\\w+, \"([^\"]+)\"");

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
    try (var page = new WebServer(SignUp.OPEN)) {
      var html = page.get("/signin").body();
      for (var script : List.of("sign-in-page.js", "refusal.js", "password.js")) {
        var said = SAID.matcher(Files.readString(SCRIPTS.resolve(script)));
        while (said.find()) {
          var key = Stream.of(1, 2, 3).map(said::group).filter(Objects::nonNull).findFirst();
          assertThat(html).as(script).contains("data-say=\"" + key.orElseThrow() + "\"");
        }
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
