// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One headless Chromium with a profile that is thrown away. Pages meet a script that answers them as
 * a Firefox would, except where the address ends in {@code #foreign}.
 */
final class Chromium implements Viewer, AutoCloseable {
  private static final String PROGRAM = System.getProperty("e2e.chromium", "chromium");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEIGHT = 800;
  private static final int SHIFT = 8;

  private final Process process;
  private final Path profile;
  private final DevTools tools;

  private Chromium(Process process, Path profile, DevTools tools) {
    this.process = process;
    this.profile = profile;
    this.tools = tools;
  }

  /** Starts one that reaches nothing beyond this machine. */
  static Chromium start() {
    try {
      var profile = Files.createTempDirectory("firefox-sync-e2e-chromium");
      var process = new ProcessBuilder(command(profile))
          .redirectErrorStream(true)
          .redirectOutput(profile.resolve("chromium.log").toFile())
          .start();
      try {
        var tools = new DevTools(Patience.find("Chromium's tab", () -> tab(process, profile)));
        var chromium = new Chromium(process, profile, tools);
        chromium.prepare();
        return chromium;
      } catch (RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(PROGRAM + " does not start; -De2e.chromium= names another", e);
    }
  }

  private static List<String> command(Path profile) {
    return List.of(
        PROGRAM,
        "--headless=new",
        "--no-sandbox", // which it refuses to do without when root runs it; it sees our pages only
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--proxy-server=127.0.0.1:9",
        "--remote-debugging-port=0",
        "--user-data-dir=" + profile,
        "about:blank");
  }

  private static Optional<URI> tab(Process process, Path profile) {
    if (!process.isAlive()) {
      throw new IllegalStateException("Chromium ended with " + process.exitValue());
    }
    try {
      var port = Files.readAllLines(profile.resolve("DevToolsActivePort")).get(0);
      return tab(URI.create("http://127.0.0.1:" + port + "/json"));
    } catch (IOException | IndexOutOfBoundsException e) {
      // It is not that far yet.
    }
    return Optional.empty();
  }

  private static Optional<URI> tab(URI list) throws IOException {
    try (var in = list.toURL().openStream()) {
      for (var target : JSON.readTree(in)) {
        if (target.path("type").asText().equals("page")) {
          return Optional.of(URI.create(target.path("webSocketDebuggerUrl").asText()));
        }
      }
      return Optional.empty();
    }
  }

  private void prepare() {
    tools.send("Page.enable", Map.of());
    tools.send(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of("source", Resources.text("stand-in-firefox.js")));
  }

  @Override
  public void open(String url) {
    // A move to another fragment of the same address would load nothing.
    tools.send("Page.navigate", Map.of("url", "about:blank"));
    tools.send("Page.navigate", Map.of("url", url));
    Patience.until(url, () -> evaluate("document.readyState", false).asText().equals("complete"));
  }

  /** Lets pages run no scripts of their own any more. */
  void forbidScripts() {
    tools.send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
  }

  @Override
  public JsonNode page(String body, Object... arguments) {
    try {
      return evaluate(
          "(async (...args) => {" + body + "\n})(..." + JSON.writeValueAsString(arguments) + ")",
          true);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode evaluate(String expression, boolean isPromise) {
    return tools
        .send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", isPromise, "returnByValue", true))
        .path("result")
        .path("value");
  }

  @Override
  public void view(View view) {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", view.width(), "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    var scheme = Map.of("name", "prefers-color-scheme", "value", view.isDark() ? "dark" : "light");
    tools.send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /** Lays the page out for paper, in the colours that its screen has. */
  void layOutForPaper() {
    tools.send("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /** Prints the page as its person would, and returns the PDF. */
  byte[] print() {
    var pdf = tools.send("Page.printToPDF", Map.of("displayHeaderFooter", false));
    return Base64.getDecoder().decode(pdf.path("data").asText());
  }

  @Override
  public void press(Key key) {
    var down = Map.of(
        "type",
        "keyDown",
        "key",
        key.name,
        "code",
        key == Key.SPACE ? "Space" : key.name,
        "windowsVirtualKeyCode",
        key.code,
        "modifiers",
        key == Key.BACK_TAB ? SHIFT : 0,
        "text",
        typedBy(key));
    tools.send("Input.dispatchKeyEvent", down);
    tools.send(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key.name, "windowsVirtualKeyCode", key.code));
  }

  private static String typedBy(Key key) {
    return switch (key) {
      case TAB, BACK_TAB, RIGHT -> "";
      case ENTER -> "\r";
      case SPACE -> " ";
    };
  }

  @Override
  public void write(String text) {
    tools.send("Input.insertText", Map.of("text", text));
  }

  @Override
  public void screenshot(Path file) {
    var size = tools.send("Page.getLayoutMetrics", Map.of()).path("cssContentSize");
    var clip = Map.of(
        "x", 0,
        "y", 0,
        "width", size.path("width").asInt(),
        "height", size.path("height").asInt(),
        "scale", 1);
    var image =
        tools.send("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
    Artifacts.write(file, Base64.getDecoder().decode(image.path("data").asText()));
  }

  @Override
  public void close() {
    try (tools) {
      tools.send("Browser.close", Map.of());
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // It is gone already, or hangs: the end is the same.
    }
    process.destroyForcibly();
    Artifacts.delete(profile);
  }
}
