// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A person who has no mouse: she goes from control to control and must see where she is. */
final class Keyboard {
  private static final int CONTROLS_MAX = 60;
  private static final String NAME_OF =
      """
      const nameOf = at =>
        at.name || at.innerText?.trim() || at.closest("label")?.innerText.trim() || at.localName;
      """;
  private static final String FOCUSED = NAME_OF + "return nameOf(document.activeElement);";
  private static final String STOP = NAME_OF
      + """
      const at = document.activeElement;
      const style = getComputedStyle(at);
      return {
        name: nameOf(at),
        isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        label: at.ariaLabel ?? "",
        link: at.matches("main a") ? at.getAttribute("href") : "",
      };
      """;
  // A page may have moved the focus to what it has to say; the next Tab would go on from there.
  private static final String TO_TOP =
      """
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      """;

  private final Viewer viewer;

  Keyboard(Viewer viewer) {
    this.viewer = viewer;
  }

  /** Waits until the page itself has moved the focus there. */
  void awaitFocus(String name) {
    Patience.until("focus on " + name, () -> focused().equals(name));
  }

  /** Goes to the next control and returns its name, or else its words. */
  String tab() {
    return go(Viewer.Key.TAB).path("name").asText();
  }

  private JsonNode go(Viewer.Key key) {
    viewer.press(key);
    var stop = viewer.page(STOP);
    assertThat(stop.path("isSeen").asBoolean())
        .as("focus seen on " + stop.path("name").asText())
        .isTrue();
    return stop;
  }

  /** Goes on until the control is reached. */
  void tabTo(String name) {
    goTo(Viewer.Key.TAB, name, stop -> stop.path("name").asText().equals(name));
  }

  /** Goes on until a link of the page's own to the path is reached. */
  void tabToLink(String path) {
    goTo(Viewer.Key.TAB, path, stop -> stop.path("link").asText().equals(path));
  }

  /** Goes back until a link of the page's own to the path is reached. */
  void backToLink(String path) {
    goTo(Viewer.Key.BACK_TAB, path, stop -> stop.path("link").asText().equals(path));
  }

  /** Goes on until a control is reached whose label for screen readers begins so. */
  void tabToLabel(String start) {
    goTo(Viewer.Key.TAB, start, stop -> stop.path("label").asText().startsWith(start));
  }

  private void goTo(Viewer.Key key, String what, Predicate<JsonNode> isThere) {
    for (int i = 0; i < CONTROLS_MAX; i++) {
      if (isThere.test(go(key))) {
        return;
      }
    }
    throw new IllegalStateException("the keyboard does not reach " + what);
  }

  /** Puts other words into the field that has the focus. */
  void replace(String text) {
    viewer.page("document.activeElement.select()");
    viewer.write(text);
  }

  /** Goes on from the top of the page to the control, and returns the name of every stop. */
  List<String> stopsUntil(String last) {
    viewer.page(TO_TOP);
    var stops = new ArrayList<String>();
    do {
      stops.add(tab());
    } while (!stops.get(stops.size() - 1).equals(last) && stops.size() < CONTROLS_MAX);
    return stops;
  }

  /**
   * Returns the name of everything on the page that a person can use, in the page's order; of choices
   * that exclude each other the one chosen, from which the arrows lead on.
   */
  List<String> controls() {
    var names = viewer.page(
        NAME_OF
            + """
        return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
          .filter(one => one.checkVisibility() && one.tabIndex >= 0 && !one.disabled)
          .filter(one => one.type !== "radio" || one.checked).map(nameOf);
        """);
    return StreamSupport.stream(names.spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Sets the focus there. */
  void focus(String selector) {
    viewer.page("document.querySelector(args[0]).focus()", selector);
  }

  private String focused() {
    return viewer.page(FOCUSED).asText();
  }
}
