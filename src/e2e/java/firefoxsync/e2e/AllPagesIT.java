// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every page in every state, as people see and use it; pictures of all are left in target/pages. */
final class AllPagesIT {
  private static final int BYTES_MAX = 60_000;
  // HTML, styles, scripts and the mark, uncompressed; what the server says of a person is not the
  // page's.
  private static final String WEIGHT =
      """
      await new Promise(resolve => setTimeout(resolve, 200));
      return performance.getEntries()
        .filter(({ name, entryType }) => entryType === "navigation" || name.includes("/assets/"))
        .reduce((sum, entry) => sum + entry.decodedBodySize, 0);
      """;

  @RegisterExtension
  static final TestedServer server =
      new TestedServer(Map.of("FIREFOX_SYNC_ACCOUNTS__V1_VERIFIERS", "true"));

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();
  private final SettingsStates settings = new SettingsStates(login);

  @Test
  void chromiumShowsThemWithoutFault() {
    try (var chromium = Chromium.start()) {
      var inspection = new Inspection(chromium, server.url(), new ContactSheet("chromium"));
      lookAtCards(inspection);
      PageState.FOREIGN.forEach(inspection::look);
      settings.enter(chromium, server.url());
      lookAtSettings(inspection, chromium);
    }
  }

  @Test
  void firefoxShowsThemWithoutFault() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn();
    var inspection = new Inspection(firefox.browser(), server.url(), new ContactSheet("firefox"));
    lookAtCards(inspection);
    firefox.awaitFirstSync();
    ElsewhereStates.all().forEach(inspection::look);
    inspection.look(PageState.WORKING);
    lookAtSettings(inspection, firefox.browser());
  }

  /** Looks at what a signed-in person sees, to the end of her account. */
  private void lookAtSettings(Inspection inspection, Viewer viewer) {
    settings.all().forEach(inspection::look);
    lookAtApps(inspection, viewer);
    inspection.look(PageState.busy(login));
    settings.secondStep().forEach(inspection::look);
    lookAtResets(inspection);
    settings.enter(viewer, server.url());
    inspection.look(settings.deleted());
    assertThat(inspection.faults()).isEmpty();
  }

  private static void lookAtApps(Inspection inspection, Viewer viewer) {
    var apps = new AppStates();
    apps.nameless().forEach(inspection::look);
    apps.choose(viewer, server.url());
    apps.named().forEach(inspection::look);
  }

  private void lookAtCards(Inspection inspection) {
    PageState.EMPTY.forEach(inspection::look);
    PageState.STILL.forEach(inspection::look);
    PageState.claim(login, server.claimPath()).forEach(inspection::look);
    PageState.signIn(login).forEach(inspection::look);
  }

  private void lookAtResets(Inspection inspection) {
    inspection.look(settings.recoveryKey());
    inspection.look(PageState.resetWithKey(server.resetPath(login.email())));
    inspection.look(settings.noRecoveryKey());
    PageState.reset(login, server.resetPath(login.email())).forEach(inspection::look);
  }

  @Test
  void everyPageIsSmall() {
    try (var chromium = Chromium.start()) {
      var weights = new ArrayList<String>();
      cards().forEach(state -> weights.add(weight(chromium, state)));
      settings.enter(chromium, server.url());
      settings.sections().forEach(state -> weights.add(weight(chromium, state)));
      new AppStates().nameless().forEach(state -> weights.add(weight(chromium, state)));
      System.out.println("measured: " + String.join(", ", weights));
    }
  }

  private static String weight(Chromium chromium, PageState state) {
    use(chromium, state);
    int bytes = chromium.page(WEIGHT).asInt();
    assertThat(bytes).as(state.name()).isBetween(1, BYTES_MAX);
    return "%s %.1f KB".formatted(state.name(), bytes / 1000.0);
  }

  /** Every card, and with the claim an account. */
  private List<PageState> cards() {
    return Stream.of(PageState.EMPTY, PageState.STILL, PageState.claim(login, server.claimPath()))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void withoutScriptsThePageSaysWhatNeedsThem() {
    try (var chromium = Chromium.start()) {
      var sheet = new ContactSheet("chromium-without-scripts");
      chromium.forbidScripts();
      for (var path : List.of("/", "/signin", "/invite", "/settings", "/settings/sign-in")) {
        chromium.view(new Viewer.View(1280, false));
        chromium.open(server.url() + path);
        chromium.screenshot(sheet.picture(path.equals("/") ? "/setup" : path, "1280-light"));
        var words = chromium.page("return document.body.innerText").asText();
        assertThat(words)
            .as(path)
            .contains(path.equals("/") ? "about:config" : "This page needs JavaScript");
      }
      sheet.write();
    }
  }

  @Test
  void keyboardAloneMakesAnAccountInChromium() {
    try (var chromium = Chromium.start()) {
      chromium.open(server.url() + "/signup");
      signUpByKeys(chromium);
    }
  }

  @Test
  void keyboardAloneMakesAnAccountInFirefox() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn();
    signUpByKeys(firefox.browser());
    firefox.awaitFirstSync();
  }

  private void signUpByKeys(Viewer viewer) {
    var keyboard = new Keyboard(viewer);
    keyboard.awaitFocus("email");
    viewer.write(login.email());
    viewer.press(Viewer.Key.ENTER);

    keyboard.awaitFocus("password");
    viewer.write(login.password());
    assertThat(keyboard.tab()).isEqualTo("Show");
    viewer.press(Viewer.Key.SPACE);
    assertThat(viewer.page("return document.querySelector('#password').type").asText())
        .isEqualTo("text");
    assertThat(keyboard.tab()).isEqualTo("password-confirm");
    viewer.write(login.password());
    assertThat(keyboard.tab()).isEqualTo("Choose what to sync");
    viewer.press(Viewer.Key.ENTER);
    keyboard.tab();
    viewer.press(Viewer.Key.SPACE);
    assertThat(viewer.page("return document.activeElement.checked").asBoolean()).isFalse();
    keyboard.tabTo("Create account");
    viewer.press(Viewer.Key.ENTER);

    Patience.until("connected", () -> viewer
        .page("return document.querySelector('#card').dataset.step")
        .asText()
        .equals("done"));
    assertThat(viewer.page("return document.activeElement.innerText").asText())
        .isEqualTo("You are connected");
  }

  private static void use(Viewer viewer, PageState state) {
    viewer.open(server.url() + state.path());
    viewer.page(Resources.text("use-page.js") + state.use());
  }

  @Test
  void keyboardReachesEverythingOnTheSetupPage() {
    try (var chromium = Chromium.start()) {
      chromium.open(server.url() + "/#foreign");
      chromium.page(Resources.text("use-page.js") + "await seen('[role=tab][aria-selected=true]')");
      var keyboard = new Keyboard(chromium);

      // One tab is a stop of the Tab key; from it the arrows lead to the others.
      var stops = keyboard.stopsUntil("Español");
      assertThat(stops).containsExactlyElementsOf(keyboard.controls());
      assertThat(stops.get(0)).isEqualTo("Firefox Sync");
      assertThat(stops).contains("Computer").doesNotContain("Android");

      keyboard.focus("#tab-desktop");
      for (var device : List.of("android", "ios", "debian", "desktop")) {
        chromium.press(Viewer.Key.RIGHT);
        assertThat(chromium.page("return document.activeElement.hash").asText())
            .isEqualTo("#" + device);
        assertThat(chromium
                .page("return [...document.querySelectorAll('.panel')]"
                    + ".filter(one => !one.hidden).map(one => one.id).join()")
                .asText())
            .isEqualTo(device);
      }
    }
  }
}
