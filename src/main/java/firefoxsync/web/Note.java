// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import java.util.List;

/**
 * A small page: a heading, some sentences, one way onward.
 *
 * @param name of the page, for tests and styles
 * @param link the words of the way to the first page
 * @param showsAddress whether the server's address stands there to be typed elsewhere
 */
public record Note(
    String name, String title, List<String> sentences, String link, boolean showsAddress) {
  /** Takes what the texts have under {@code note.name}. */
  static Note of(Texts texts, String name, boolean showsAddress) {
    var key = "note." + name + ".";
    var sentences = texts.group(key).entrySet().stream()
        .filter(text -> Character.isDigit(text.getKey().charAt(0)))
        .map(text -> text.getValue())
        .toList();
    var link = texts.has(key + "link") ? texts.get(key + "link") : texts.get("note.home");
    return new Note(name, texts.get(key + "title"), sentences, link, showsAddress);
  }
}
