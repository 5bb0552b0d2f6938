// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people print for a drawer: one sheet that says what it is and whose, and nothing else. */
final class PaperIT {
  private static final ContactSheet SHEET = new ContactSheet("paper");

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  private final Login login = Login.ofSomebodyNew();
  private final SettingsStates settings = new SettingsStates(login);
  private final Chromium chromium = Chromium.start();

  @BeforeEach
  void signUp() {
    PageState.claim(login, server.invitePath()).forEach(this::use);
    settings.enter(chromium, server.url());
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @AfterAll
  static void write() {
    SHEET.write();
  }

  @Test
  void theRecoveryKeyGoesOnOneSheet() {
    use(settings.recoveryKey());
    var key = text("#characters");
    assertThat(key).isNotBlank();

    assertThat(onPaper("recovery key"))
        .containsExactly("Your recovery key", "Firefox Sync, localhost: " + login.email(), key);
  }

  @Test
  void theRecoveryCodesGoOnOneSheet() {
    use(settings.recoveryCodes());
    var codes = text("#code-list").lines().toList();
    assertThat(codes).hasSize(8);

    var words = onPaper("recovery codes");
    assertThat(words.subList(0, 2))
        .containsExactly("Your recovery codes", "Firefox Sync, localhost: " + login.email());
    assertThat(words.subList(2, words.size())).containsExactlyElementsOf(codes);
  }

  /** Returns the lines that are printed, on a sheet whose picture is kept. */
  private List<String> onPaper(String name) {
    Path picture = SHEET.picture(name, "a-sheet");
    chromium.layOutForPaper();
    chromium.screenshot(picture);
    assertThat(new String(chromium.print(), ISO_8859_1)).contains("/Count 1\n");
    return text("body")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private String text(String selector) {
    return chromium
        .page("return document.querySelector(...args).innerText", selector)
        .asText();
  }

  private void use(PageState state) {
    chromium.view(new Viewer.View(1280, true));
    chromium.open(server.url() + state.path());
    chromium.page(Resources.text("use-page.js") + state.use());
  }
}
