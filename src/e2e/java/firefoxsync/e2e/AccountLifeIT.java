// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What becomes of browsers and their data when a person changes, forgets, guards or ends her account,
 * by the forms of the pages.
 */
final class AccountLifeIT {
  private static final String BOOKMARK = "https://kept.example.org/";
  private static final String NEW_PASSWORD = "battery hörse correct";

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void aNewPasswordKeepsTheDataAndAsksTheOtherBrowserForIt() {
    var laptop = signedUp();
    var desktop = signedIn("desktop");
    var keyId = laptop.keyId();
    var user = laptop.storageUser();

    laptop.settings().changePassword(login.password(), NEW_PASSWORD);
    laptop.sync();
    assertSynced(laptop);
    assertThat(laptop.keyId()).isEqualTo(keyId);

    awaitQuestion(desktop);
    assertThat(desktop.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");
    signInAgain(desktop, login.with(NEW_PASSWORD));
    assertThat(desktop.keyId()).isEqualTo(keyId);
    assertThat(desktop.storageUser()).isEqualTo(user);

    desktop.renameBookmark(BOOKMARK, "Kept and renamed");
    desktop.sync();
    laptop.sync();
    assertThat(laptop.bookmarkTitle(BOOKMARK)).isEqualTo("Kept and renamed");
  }

  @Test
  void aDisconnectedDeviceAsksForThePasswordAndKeepsItsData() {
    var laptop = signedUp();
    var desktop = signedIn("desktop");

    laptop.settings().disconnectAnother();

    awaitQuestion(desktop);
    assertThat(desktop.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");
    laptop.sync();
    assertSynced(laptop);
    signInAgain(desktop, login);
  }

  @Test
  void aResetBeginsAnewWithWhatTheBrowserStillHolds() {
    var laptop = signedUp();
    var keyId = laptop.keyId();
    var user = laptop.storageUser();

    laptop.openResetPage(server.resetPath(login.email())).resetWithoutKey(NEW_PASSWORD);
    awaitQuestion(laptop);
    signInAgain(laptop, login.with(NEW_PASSWORD));

    assertThat(laptop.keyId()).isNotEmpty().isNotEqualTo(keyId);
    assertThat(laptop.storageUser()).isNotEqualTo(user);
    Patience.until("it uploads its bookmarks", () -> uploads(laptop, laptop.storageUser())
        .contains("POST storage/bookmarks"));
    assertThat(laptop.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");
  }

  @Test
  void aRecoveryKeyKeepsTheDataThroughAReset() {
    var laptop = signedUp();
    var keyId = laptop.keyId();
    var user = laptop.storageUser();
    var recoveryKey = laptop.settings().makeRecoveryKey(login.password());

    laptop.openResetPage(server.resetPath(login.email())).resetWithKey(recoveryKey, NEW_PASSWORD);
    awaitQuestion(laptop);
    signInAgain(laptop, login.with(NEW_PASSWORD));

    assertThat(laptop.keyId()).isEqualTo(keyId);
    assertThat(laptop.storageUser()).isEqualTo(user);
  }

  @Test
  void aSecondStepIsAskedForAtTheNextSignInAndNobodyIsSignedOut() {
    var laptop = signedUp();
    var app = AuthenticatorApp.of(laptop.settings().startTwoStep(login.password()));
    laptop.sync();
    assertSynced(laptop);

    var desktop = browsers.open("desktop");
    var page = desktop.clickSignIn();
    page.signIn(login);
    page.confirm(app.nextCode());
    desktop.awaitFirstSync();
    Patience.until("it is there", () -> desktop.bookmarkTitle(BOOKMARK).equals("Kept"));
    assertThat(desktop.keyId()).isEqualTo(laptop.keyId());
  }

  @Test
  void aDeletedAccountSignsTheBrowsersOutAndLeavesTheirData() {
    var laptop = signedUp();
    var desktop = signedIn("desktop");

    laptop.settings().deleteAccount(login.password());

    Patience.until("signed out", () -> laptop.uiStatus().equals("not_configured"));
    assertThat(laptop.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");
    desktop.openAccountMenu();
    Patience.until("signed out", () -> desktop.uiStatus().equals("not_configured"));
    assertThat(desktop.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");
  }

  private Firefox signedUp() {
    var firefox = browsers.open("laptop");
    firefox.addBookmark(BOOKMARK, "Kept");
    firefox.clickSignIn().signUp(login);
    firefox.awaitFirstSync();
    return firefox;
  }

  private Firefox signedIn(String name) {
    var firefox = browsers.open(name);
    firefox.clickSignIn().signIn(login);
    firefox.awaitFirstSync();
    return firefox;
  }

  private static void awaitQuestion(Firefox firefox) {
    firefox.openAccountMenu();
    Patience.until("it asks", () -> firefox.uiStatus().equals("login_failed"));
  }

  private static void signInAgain(Firefox firefox, Login login) {
    firefox.clickSignIn().signInAgain(login);
    Patience.until("it is signed in", () -> firefox.uiStatus().equals("signed_in"));
    firefox.sync();
    assertSynced(firefox);
  }

  private static void assertSynced(Firefox firefox) {
    assertThat(firefox.state().path("service").asText()).isEqualTo("success.status_ok");
  }

  private static List<String> uploads(Firefox firefox, String user) {
    return firefox.serverRequests().stream()
        .filter(SeenRequest::isStorage)
        .filter(
            seen -> seen.path().contains("/1.5/" + user + "/") && seen.method().equals("POST"))
        .map(SeenRequest::storageLine)
        .toList();
  }
}
