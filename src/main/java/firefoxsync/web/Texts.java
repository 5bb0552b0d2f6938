// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;

/** What pages say, in one language: one file of it, read at the start. */
public final class Texts {
  private final NavigableMap<String, String> texts;

  private Texts(NavigableMap<String, String> texts) {
    this.texts = texts;
  }

  /** Reads the file of a language such as {@code en}. */
  static Texts of(String language) {
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
    return new Texts(texts);
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
