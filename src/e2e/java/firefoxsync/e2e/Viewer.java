// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** A browser of any make, as far as it takes to look at pages and to use them by the keyboard. */
interface Viewer {
  /** Loads a page, and returns when it has. */
  void open(String url);

  /** Runs the body of an async function in the page, whatever its content policy says. */
  JsonNode page(String body, Object... arguments);

  /** Shows the page in this width and these colours. */
  void view(View view);

  /** Presses one key, as a person does. */
  void press(Key key);

  /** Types into whatever has the focus. */
  void write(String text);

  /** Keeps a picture of the whole page. */
  void screenshot(Path file);

  /** How a page is looked at: CSS pixels across, and which colours the person likes. */
  record View(int width, boolean isDark) {
    @Override
    public String toString() {
      return width + (isDark ? "-dark" : "-light");
    }
  }

  /** The keys that every page can be used with; the second name is WebDriver's. */
  enum Key {
    TAB("Tab", '\uE004', 9),
    /** Tab with Shift. */
    BACK_TAB("Tab", '\uE004', 9),
    ENTER("Enter", '\uE006', 13),
    RIGHT("ArrowRight", '\uE014', 39),
    SPACE(" ", ' ', 32);

    final String name;
    final char webDriver;
    final int code;

    Key(String name, char webDriver, int code) {
      this.name = name;
      this.webDriver = webDriver;
      this.code = code;
    }
  }
}
