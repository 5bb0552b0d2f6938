// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done in any browser: tabs, elements, keys, clicks, and scripts on either side. */
final class Browser implements Viewer {
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private static final String SHIFT = "\uE008";
  private static final String CONTROL = "\uE009";

  private final Marionette marionette;

  Browser(Marionette marionette) {
    this.marionette = marionette;
    marionette.send(
        "WebDriver:NewSession", Map.of("capabilities", Map.of("alwaysMatch", Map.of())));
    marionette.send("WebDriver:SetTimeouts", Map.of("script", Patience.LONGEST.toMillis()));
  }

  /** Runs the body of an async function on the privileged side, in a sandbox that lives on. */
  JsonNode chrome(String body, Object... arguments) {
    in("chrome");
    return run(body, arguments, Map.of("sandbox", "system", "newSandbox", false));
  }

  /** Runs the body of an async function in the page of the current tab, as a script of its own. */
  @Override
  public JsonNode page(String body, Object... arguments) {
    in("content");
    return run(body, arguments, Map.of());
  }

  private JsonNode run(String body, Object[] arguments, Map<String, Object> place) {
    var parameters = new HashMap<>(place);
    parameters.put("script", "return (async (...args) => {" + body + "})(...arguments)");
    parameters.put("args", List.of(arguments));
    return marionette.send("WebDriver:ExecuteScript", parameters);
  }

  private void in(String context) {
    marionette.send("Marionette:SetContext", Map.of("value", context));
  }

  /** Makes the tab current whose address starts so, as soon as there is one; returns the address. */
  String switchToTab(String urlStart) {
    return Patience.find("a tab at " + urlStart, () -> tab(urlStart));
  }

  private Optional<String> tab(String urlStart) {
    in("content");
    for (var handle : marionette.send("WebDriver:GetWindowHandles", Map.of())) {
      marionette.send("WebDriver:SwitchToWindow", Map.of("handle", handle.asText()));
      var url = url();
      if (url.startsWith(urlStart)) {
        return Optional.of(url);
      }
    }
    return Optional.empty();
  }

  String url() {
    in("content");
    return marionette.send("WebDriver:GetCurrentURL", Map.of()).asText();
  }

  @Override
  public void open(String url) {
    in("content");
    marionette.send("WebDriver:Navigate", Map.of("url", url));
  }

  /** Types into the visible element, key by key. */
  void type(String selector, String text) {
    act(selector, "WebDriver:ElementSendKeys", Map.of("text", text));
  }

  void click(String selector) {
    act(selector, "WebDriver:ElementClick", Map.of());
  }

  private void act(String selector, String command, Map<String, String> parameters) {
    Patience.until(command + " on " + selector, () -> {
      var element = usable(selector);
      if (element.isEmpty()) {
        return false;
      }
      var all = new HashMap<String, Object>(parameters);
      all.put("id", element.get());
      return succeeds(command, all);
    });
  }

  private boolean succeeds(String command, Map<String, Object> parameters) {
    try {
      marionette.send(command, parameters);
      return true;
    } catch (MarionetteException e) {
      if (e.isStale()) {
        return false;
      }
      throw e;
    }
  }

  /** Waits until one of the selectors has a visible, enabled element; returns that selector. */
  String await(String... selectors) {
    return Patience.find("one of " + List.of(selectors), () -> {
      for (var selector : selectors) {
        if (usable(selector).isPresent()) {
          return Optional.of(selector);
        }
      }
      return Optional.empty();
    });
  }

  private Optional<String> usable(String selector) {
    in("content");
    try {
      var query = Map.of("using", "css selector", "value", selector);
      for (var found : marionette.send("WebDriver:FindElements", query)) {
        var id = found.path(ELEMENT).asText();
        if (is("Displayed", id) && is("Enabled", id)) {
          return Optional.of(id);
        }
      }
    } catch (MarionetteException e) {
      if (!e.isStale()) {
        throw e;
      }
    }
    return Optional.empty();
  }

  private boolean is(String state, String id) {
    return marionette.send("WebDriver:IsElement" + state, Map.of("id", id)).asBoolean();
  }

  /** Returns the words that a person sees on the page. */
  String text() {
    return page("return document.body?.innerText ?? ''").asText();
  }

  @Override
  public void view(View view) {
    chrome(
        """
        const [width, isDark] = args;
        const { selectedBrowser } = Services.wm.getMostRecentWindow("navigator:browser").gBrowser;
        selectedBrowser.style.minWidth = selectedBrowser.style.maxWidth = `${width}px`;
        Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", isDark ? 0 : 1);
        """,
        view.width(),
        view.isDark());
    Patience.until(view.toString(), () -> page(
            "return innerWidth === args[0] && matchMedia('(prefers-color-scheme: dark)').matches === args[1]",
            view.width(),
            view.isDark())
        .asBoolean());
  }

  @Override
  public void press(Key key) {
    var value = String.valueOf(key.webDriver);
    if (key == Key.BACK_TAB) {
      perform("content", List.of(down(SHIFT), down(value), up(value), up(SHIFT)));
    } else {
      write(value);
    }
  }

  private static Map<String, String> down(String key) {
    return Map.of("type", "keyDown", "value", key);
  }

  private static Map<String, String> up(String key) {
    return Map.of("type", "keyUp", "value", key);
  }

  @Override
  public void write(String text) {
    perform("content", strokes(text));
  }

  /** Types into whatever has the focus in the window, which may be none of the page's. */
  void writeInWindow(String text) {
    perform("chrome", strokes(text));
  }

  /** Presses a key of the window's together with Control. */
  void pressWithControl(String key) {
    perform("chrome", List.of(down(CONTROL), down(key), up(key), up(CONTROL)));
  }

  /** Has the text in the clipboard. */
  void copy(String text) {
    chrome(
        """
        Cc["@mozilla.org/widget/clipboardhelper;1"].getService(Ci.nsIClipboardHelper).copyString(args[0]);
        """,
        text);
  }

  private static List<Map<String, String>> strokes(String text) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .flatMap(key -> Stream.of(down(key), up(key)))
        .toList();
  }

  private void perform(String context, List<Map<String, String>> keys) {
    in(context);
    var keyboard = Map.of("type", "key", "id", "keyboard", "actions", keys);
    marionette.send("WebDriver:PerformActions", Map.of("actions", List.of(keyboard)));
  }

  @Override
  public void screenshot(Path file) {
    in("content");
    var image =
        marionette.send("WebDriver:TakeScreenshot", Map.of("full", true)).asText();
    Artifacts.write(file, Base64.getDecoder().decode(image));
  }
}
