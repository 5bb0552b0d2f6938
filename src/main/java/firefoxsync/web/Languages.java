// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.http.RequestHead;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** Which languages there are, and which of them a request gets. */
final class Languages {
  /** All of them; the first is for everybody who asks for none. */
  static final List<Language> ALL = List.of(
      new Language("en", "English"),
      new Language("de", "Deutsch"),
      new Language("fr", "Fran\u00e7ais"),
      new Language("es", "Espa\u00f1ol"));

  static final List<String> TAGS = ALL.stream().map(Language::tag).toList();

  private static final String PARAMETER = "lang";

  private Languages() {}

  /** Returns the tag that the address names, else the best that the browser asks for. */
  static String of(RequestHead head) {
    return named(head).or(() -> asked(head)).orElse(TAGS.get(0));
  }

  private static Optional<String> named(RequestHead head) {
    try {
      return head.query().first(PARAMETER).filter(TAGS::contains);
    } catch (IllegalArgumentException malformedQuery) {
      return Optional.empty();
    }
  }

  private static Optional<String> asked(RequestHead head) {
    try {
      return head.header("Accept-Language")
          .map(LanguageRange::parse)
          .map(ranges -> Locale.lookupTag(ranges, TAGS));
    } catch (IllegalArgumentException malformedHeader) {
      return Optional.empty();
    }
  }
}
