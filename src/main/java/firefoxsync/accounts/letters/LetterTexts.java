// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The words of all letters: one file of each language, read when the first letter is written. */
public final class LetterTexts {
  /** The tags; the first is for everybody who asks for none of them. */
  static final List<String> TAGS = List.of("en", "de", "fr", "es");

  private final Map<String, Properties> texts = new HashMap<>();

  LetterTexts() {
    TAGS.forEach(tag -> texts.put(tag, read(tag)));
  }

  /** Returns the tag of the language that a browser would rather read. */
  public static String language(Optional<String> acceptLanguage) {
    try {
      return acceptLanguage
          .map(LanguageRange::parse)
          .map(ranges -> Locale.lookupTag(ranges, TAGS))
          .orElse(TAGS.get(0));
    } catch (IllegalArgumentException malformedHeader) {
      return TAGS.get(0);
    }
  }

  static Properties read(String tag) {
    var properties = new Properties();
    try (var in = LetterTexts.class.getResourceAsStream(tag + ".properties")) {
      if (in == null) {
        throw new IllegalArgumentException("no letters in " + tag);
      }
      properties.load(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the letters in " + tag, e);
    }
    return properties;
  }

  /** Returns the words of a key, with the values in the places that name them. */
  String get(String tag, String key, Map<String, String> values) {
    var properties = texts.getOrDefault(tag, texts.get(TAGS.get(0)));
    var text = properties == null ? null : properties.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    for (var value : values.entrySet()) {
      text = text.replace("{" + value.getKey() + "}", value.getValue());
    }
    return text;
  }
}
