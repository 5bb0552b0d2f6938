// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{[a-z]+\\}");

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es"})
  void everyLanguageSaysEverythingWithTheSameValues(String tag) {
    var english = LetterTexts.read("en");
    var other = LetterTexts.read(tag);
    assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (var key : english.stringPropertyNames()) {
      assertThat(places(other.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({"de-AT,de", "'fr;q=0.9, de;q=0.5',fr", "es-419,es", "nl,en", "'%%%',en"})
  void languageIsTheBrowsersChoice(String header, String tag) {
    assertThat(LetterTexts.language(Optional.of(header))).isEqualTo(tag);
  }

  @Test
  void whoAsksForNoneReadsEnglish() {
    assertThat(LetterTexts.language(Optional.empty())).isEqualTo("en");
  }
}
