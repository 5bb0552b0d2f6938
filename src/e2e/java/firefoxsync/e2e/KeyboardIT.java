// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The settings by the keyboard alone: Tab goes from control to control, each of which shows that it
 * has the focus, and Enter or Space does what it is for.
 */
final class KeyboardIT {
  private static final String OPEN = PageState.seen("#card[data-step=open] #section");

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();
  private final SettingsStates settings = new SettingsStates(login);

  @Test
  void everySectionIsReachedOperatedAndLeftInChromium() {
    try (var chromium = Chromium.start()) {
      PageState.claim(login, server.claimPath()).forEach(state -> use(chromium, state));
      settings.enter(chromium, server.url());
      settings.sections().forEach(state -> tabThrough(chromium, state));
      ElsewhereStates.all().forEach(state -> tabThrough(chromium, state));
      workInAll(chromium);
    }
  }

  @Test
  void everySectionIsReachedOperatedAndLeftInFirefox() {
    // Its own alerts are windows, which take the keyboard when they come.
    var firefox = browsers.open("ada", Map.of("alerts.useSystemBackend", true));
    firefox.clickSignIn();
    PageState.claim(login, server.claimPath()).forEach(state -> use(firefox.browser(), state));
    firefox.awaitFirstSync();
    workInAll(firefox.browser());
  }

  private void workInAll(Viewer viewer) {
    var keys = new SectionKeys(viewer, login);
    viewer.open(server.url() + "/settings");
    viewer.page(Resources.text("use-page.js") + OPEN);

    keys.visit("profile", keys::rename);
    keys.visit("language", keys::speak);
    keys.visit("devices", keys::keepDevice);
    keys.visit("storage", () -> {});
    keys.visit("files", keys::chooseName);
    keys.visit("apps", () -> {});
    keys.visit("storage-elsewhere", keys::connectNowhere);
    keys.visit("password", keys::changePassword);
    keys.visit("two-step", keys::takeSecondStep);
    keys.visit("recovery-key", keys::makeAndRevokeKey);
    keys.visit("invitations", keys::inviteAndTakeBack);
    keys.visit("delete", keys::fearToDelete);
  }

  private static void tabThrough(Viewer viewer, PageState state) {
    use(viewer, state);
    var keyboard = new Keyboard(viewer);
    assertThat(keyboard.stopsUntil("Español"))
        .as(state.name())
        .containsExactlyElementsOf(keyboard.controls());
  }

  private static void use(Viewer viewer, PageState state) {
    viewer.open(server.url() + state.path());
    viewer.page(Resources.text("use-page.js") + state.use());
  }
}
