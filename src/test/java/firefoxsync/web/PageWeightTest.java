// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page with all that it may ever load weighs less than 60 KB, in each language, with mail too. */
class PageWeightTest {
  private static final WebServer server = new WebServer(WebServer.PUBLIC_URL, SignUp.OPEN, true);
  private static final Map<String, String> FILES = new HashMap<>();
  private static final int BYTES_MAX = 60_000;
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
  private static final Pattern IMPORTED =
      Pattern.compile("(?:from |import |import\\()\"\\./([^\"]+)\"");
  private static final Pattern SECTION = Pattern.compile("data-section=\"([^\"]+)\"");

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/signin",
        "/invite",
        "/claim",
        "/reset_password",
        "/pair",
        "/connect_another_device",
        "/legal/privacy",
        "/nowhere",
        "/settings",
        "/settings/sign-in",
        "/settings/profile",
        "/settings/language",
        "/settings/devices",
        "/settings/storage",
        "/settings/password",
        "/settings/two-step",
        "/settings/recovery-key",
        "/settings/invitations",
        "/settings/delete"
      })
  void pageIsLight(String path) {
    for (var language : Languages.TAGS) {
      assertThat(weight(path, language)).as(path + " in " + language).isBetween(2_000, BYTES_MAX);
    }
  }

  private static int weight(String path, String language) {
    var page = server.get(path, "Accept-Language", language).body();
    var waiting = new ArrayDeque<>(names(LOADED, page));
    var seen = new HashSet<String>();
    int bytes = page.getBytes(UTF_8).length;
    while (!waiting.isEmpty()) {
      var file = waiting.pop();
      if (seen.add(file)) {
        var content = FILES.computeIfAbsent(file, name -> server.get(name).body());
        bytes += content.getBytes(UTF_8).length;
        var folder = file.substring(0, file.lastIndexOf('/') + 1);
        names(IMPORTED, content).forEach(name -> waiting.add(folder + name));
        if (content.contains("import(`./${name}-section.js`)")) {
          names(SECTION, page).forEach(name -> waiting.add(folder + name + "-section.js"));
        }
      }
    }
    return bytes;
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
