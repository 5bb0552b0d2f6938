// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The browsers of one test: opened by name, closed at its end; when it failed, what they show is kept. */
final class Browsers implements AfterEachCallback {
  private final TestedServer server;
  private final Map<String, Firefox> open = new LinkedHashMap<>();
  private final Map<String, Path> profiles = new LinkedHashMap<>();

  Browsers(TestedServer server) {
    this.server = server;
  }

  /** Opens a Firefox with a new profile that knows the server's address and nothing else. */
  Firefox open(String name) {
    return open(name, Map.of());
  }

  /** Opens one that has more set. */
  Firefox open(String name, Map<String, Object> preferences) {
    return opened(name, Firefox.start(newProfile(name), server.url(), preferences));
  }

  /** Opens one that has never heard of the server. */
  Firefox openNew(String name, Map<String, Object> preferences) {
    return opened(name, Firefox.startNew(newProfile(name), server.url(), preferences));
  }

  private Firefox opened(String name, Firefox firefox) {
    open.put(name, firefox);
    return firefox;
  }

  private Path newProfile(String name) {
    try {
      var profile = Files.createTempDirectory("firefox-sync-e2e-" + name);
      profiles.put(name, profile);
      return profile;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    var failure = context.getExecutionException();
    for (var entry : open.entrySet()) {
      if (failure.isPresent()) {
        keep(entry.getValue(), Artifacts.of(context, entry.getKey()));
      }
      entry.getValue().stop();
    }
    profiles.values().forEach(Artifacts::delete);
  }

  private static void keep(Firefox firefox, Path place) {
    try {
      firefox.logs().copyTo(place);
      Files.createDirectories(place);
      var requests =
          firefox.requests().stream().map(SeenRequest::toString).collect(Collectors.joining("\n"));
      Files.writeString(place.resolve("requests.txt"), requests, StandardCharsets.UTF_8);
      Files.writeString(place.resolve("state.json"), firefox.state().toPrettyString());
      Files.writeString(place.resolve("page.txt"), firefox.browser().text());
      firefox.browser().screenshot(place.resolve("page.png"));
    } catch (RuntimeException | IOException e) {
      System.err.println("could not keep all of " + place + ": " + e);
    }
  }
}
