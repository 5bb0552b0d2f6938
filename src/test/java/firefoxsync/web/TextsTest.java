// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firefoxsync.config.SignUp;
import firefoxsync.http.HttpFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path SCRIPTS = Path.of("src/main/resources/firefoxsync/web/assets");
  private static final Pattern TEXT = Pattern.compile("page\\.text\\(\"([^\"]+)\"[,)]");
  private static final Pattern SAID = Pattern.compile(
      "key: \"([^\"]+)\"|fail\\(\"([^\"]+)\"|(?:say\\(\\w+, |progress\\()\"([^\"]+)\"|(?:return |WrongField\\()\"([a-z-]+)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  private final Texts texts = Texts.of("en");

  @Test
  void everyTextThatATemplateNamesExists() throws IOException {
    try (var templates = Files.walk(TEMPLATES)) {
      for (var template : templates.filter(Files::isRegularFile).toList()) {
        var named = TEXT.matcher(Files.readString(template));
        while (named.find()) {
          assertThat(texts.has(named.group(1)))
              .as("%s in %s", named.group(1), template)
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/signin, 'sign-in-page.js refusal.js password.js new-password.js'",
    "/invite, 'claim-page.js refusal.js password.js new-password.js'",
    "/reset_password, 'reset-page.js refusal.js password.js new-password.js'",
    "/settings, 'settings-page.js refusal.js overview-section.js'",
    "/settings/sign-in, 'settings-sign-in-page.js refusal.js password.js'",
    "/settings/devices, 'section-form.js refusal.js devices-section.js'",
    "/settings/storage, 'storage-section.js'",
    "/settings/profile, 'profile-section.js'",
    "/settings/password, 'password-section.js password.js'",
    "/settings/recovery-key, 'recovery-key-section.js'",
    "/settings/two-step, 'two-step-section.js'",
    "/settings/invitations, 'invitations-section.js'",
    "/settings/language, 'language-section.js'",
    "/settings/delete, 'delete-section.js'",
    "/, 'setup-page.js copy.js'"
  })
  void everyTextThatAScriptSaysIsInItsPage(String path, String scripts) throws IOException {
    try (var server = new WebServer(SignUp.OPEN)) {
      var html = server.get(path).body();
      for (var script : scripts.split(" ", -1)) {
        var said = SAID.matcher(Files.readString(SCRIPTS.resolve(script)));
        while (said.find()) {
          var key = IntStream.rangeClosed(1, said.groupCount())
              .mapToObj(said::group)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseThrow();
          // What only one page can be refused is said there.
          var isElsewhere = key.startsWith("recovery-key") && !path.equals("/reset_password");
          if (!isElsewhere) {
            assertThat(html).as("%s of %s", script, path).contains("data-say=\"" + key + "\"");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es"})
  void everyLanguageSaysTheSameThings(String language) {
    var english = new TreeMap<>(Texts.read("en"));
    var other = new TreeMap<>(Texts.read(language));

    assertThat(other.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
    english.forEach((key, text) -> assertThat(placeholders(other.getOrDefault(key, "")))
        .as(key)
        .isEqualTo(placeholders(text)));
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(toSet());
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

  @Test
  void frenchQuotationMarksStayWithTheirWords() {
    var french = Texts.of("fr");
    assertThat(french.get("consent.read", "notes")).contains("«\u00a0notes\u00a0»");
    assertThat(french.group("").values())
        .noneMatch(text -> text.contains("« ") || text.matches(".* [»:;!?].*"));
  }
}
