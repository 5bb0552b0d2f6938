// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.qr.QrPicture;
import java.util.List;

/**
 * What every template knows.
 *
 * @param texts the words, in the language of the page
 * @param languages every language that the page could have
 * @param publicUrl the server's own address
 * @param assets where scripts and styles are, with a slash at its end
 */
public record Page(Texts texts, List<Language> languages, PublicUrl publicUrl, String assets) {
  /** Returns the QR code of the server's address. */
  public QrPicture code() {
    return QrPicture.of(publicUrl.base());
  }

  /** Returns the tag of the page's language. */
  public String language() {
    return texts.language();
  }

  /** Returns the words of a key. */
  public String text(String key) {
    return texts.get(key);
  }

  /** Returns the words of a key with {@code {0}} filled in. */
  public String text(String key, String value) {
    return texts.get(key, value);
  }

  /** Returns the path of a script, style or picture. */
  public String asset(String name) {
    return assets + name;
  }
}
