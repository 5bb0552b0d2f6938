// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;

/** What pages say, in one language: one file of each. */
public final class Texts {
  private static final String FRENCH = "fr";

  private final String language;
  private final NavigableMap<String, String> texts;

  private Texts(String language, NavigableMap<String, String> texts) {
    this.language = language;
    this.texts = texts;
  }

  /** Reads the file of a language such as {@code en}; what it lacks is said in English. */
  static Texts of(String language) {
    var english = Languages.TAGS.get(0);
    var texts = new TreeMap<>(read(english));
    if (!language.equals(english)) {
      texts.putAll(read(language));
    }
    if (language.equals(FRENCH)) {
      texts.replaceAll((key, text) -> unbroken(text));
    }
    return new Texts(language, texts);
  }

  /** Keeps a quotation mark, and what stands high, on the line of its word: French puts a space between. */
  private static String unbroken(String text) {
    return text.replace("« ", "«\u00a0").replaceAll(" ([»:;!?])", "\u00a0$1");
  }

  /** Returns what the file of a language holds, and nothing else. */
  static Map<String, String> read(String language) {
    var name = "texts/" + language + ".properties";
    var properties = new Properties();
    try (var in = Texts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no texts in " + language);
      }
      properties.load(new InputStreamReader(in, UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
    var texts = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }

  /** Returns the tag of the language. */
  public String language() {
    return language;
  }

  /** Returns the text of a key that must exist. */
  public String get(String key) {
    var text = texts.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text " + key);
    }
    return text;
  }

  /** Returns the text with its {@code {0}} filled in. */
  public String get(String key, String value) {
    return get(key).replace("{0}", value);
  }

  /** Tells whether there is a text of the key. */
  public boolean has(String key) {
    return texts.containsKey(key);
  }

  /** Returns every text whose key starts so, by the rest of its key, in the order of the keys. */
  public Map<String, String> group(String prefix) {
    var group = new TreeMap<String, String>();
    texts.tailMap(prefix).forEach((key, text) -> {
      if (key.startsWith(prefix)) {
        group.put(key.substring(prefix.length()), text);
      }
    });
    return group;
  }
}
