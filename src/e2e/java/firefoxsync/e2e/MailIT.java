// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static firefoxsync.e2e.PageState.fill;
import static firefoxsync.e2e.PageState.press;
import static firefoxsync.e2e.PageState.seen;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with the codes of letters, where a mail server is configured. */
final class MailIT {
  private static final String BOOKMARK = "https://kept.example.org/";
  private static final String NEW_PASSWORD = "battery hörse correct";

  @RegisterExtension
  static final Mailbox mailbox = new Mailbox();

  @RegisterExtension
  static final TestedServer server = new TestedServer(mailbox.settings());

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void aNewAccountSyncsOnceTheCodeOfItsLetterIsTyped() {
    var firefox = browsers.open("ada");
    var page = firefox.clickSignIn();
    page.signUp(login);
    var code = mailbox.code(login);
    page.confirm(code.equals("000000") ? "000001" : "000000");
    awaitWords(firefox, "That code is not right");
    assertThat(firefox.uiStatus()).isEqualTo("not_configured");

    page.confirmInstead(code);
    firefox.awaitFirstSync();
    assertThat(firefox.uiStatus()).isEqualTo("signed_in");
  }

  @Test
  void anotherLetterBringsAnotherCode() {
    var firefox = browsers.open("ada");
    var page = firefox.clickSignIn();
    page.signUp(login);
    mailbox.code(login);
    firefox.browser().click("#send-again");
    var code = mailbox.code(login);
    awaitWords(firefox, "Another e-mail is on its way");
    page.confirm(code);
    firefox.awaitFirstSync();
  }

  // She closed the page before the letter came.
  @Test
  void whoComesBackWithoutTheCodeMakesTheAccountAnew() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signUp(login);
    var first = mailbox.code(login);
    firefox.browser().open("about:blank");
    var page = firefox.clickSignIn();
    page.signUp(login.with(NEW_PASSWORD));
    var second = mailbox.code(login);
    page.confirm(second);
    firefox.awaitFirstSync();
    assertThat(first).hasSize(6);

    var other = browsers.open("desktop");
    other.clickSignIn().signIn(login.with(NEW_PASSWORD));
    other.awaitFirstSync();
  }

  @Test
  void aForgottenPasswordIsResetByTheCodeOfALetter() {
    var firefox = browsers.open("laptop");
    firefox.addBookmark(BOOKMARK, "Kept");
    var page = firefox.clickSignIn();
    page.signUp(login);
    page.confirm(mailbox.code(login));
    firefox.awaitFirstSync();
    var keyId = firefox.keyId();

    var reset = firefox.openResetPage("/reset_password");
    reset.askForCode(login.email());
    reset.resetByCode(mailbox.code(login), NEW_PASSWORD);

    firefox.openAccountMenu();
    Patience.until("it asks", () -> firefox.uiStatus().equals("login_failed"));
    firefox.clickSignIn().signInAgain(login.with(NEW_PASSWORD));
    Patience.until("it is signed in", () -> firefox.uiStatus().equals("signed_in"));
    firefox.sync();
    assertThat(firefox.keyId()).isNotEqualTo(keyId);
    assertThat(firefox.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");
  }

  @Test
  void anotherAddressIsTakenOnceItsCodeIsTypedOnTheSettingsPage() {
    var moved = login.at("moved-" + login.email());
    try (var chromium = Chromium.start()) {
      chromium.open(server.url() + "/signup");
      use(chromium, MailStates.signUp(login));
      use(chromium, fill("input[name=code]", mailbox.code(login)) + press("button[type=submit]"));
      new SettingsStates(login).enter(chromium, server.url());
      chromium.open(server.url() + "/settings/profile");
      use(
          chromium,
          seen("#card[data-step=open] #section")
              + fill("#email", moved.email())
              + fill("#email-password", login.password())
              + press("#email-form [type=submit]")
              + seen("#email-code"));

      use(
          chromium,
          fill("#email-code", mailbox.code(moved)) + press("#email-code-form [type=submit]"));

      Patience.until("the address is the new one", () -> chromium
          .page("return document.querySelector('#address').textContent")
          .asText()
          .equals(moved.email()));
    }
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signIn(moved);
    firefox.awaitFirstSync();
  }

  private static void use(Viewer viewer, String script) {
    viewer.page(Resources.text("use-page.js") + script);
  }

  @Test
  void keyboardAloneProvesAnAddressInFirefox() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signUp(login);
    proveByKeys(firefox.browser());
    firefox.awaitFirstSync();
  }

  @Test
  void keyboardAloneProvesAnAddressInChromium() {
    try (var chromium = Chromium.start()) {
      chromium.open(server.url() + "/signup");
      use(chromium, MailStates.signUp(login));
      proveByKeys(chromium);
    }
  }

  private void proveByKeys(Viewer viewer) {
    var keyboard = new Keyboard(viewer);
    keyboard.awaitFocus("code");
    mailbox.code(login);
    keyboard.tabTo("Send another e-mail");
    viewer.press(Viewer.Key.SPACE);
    var code = mailbox.code(login);
    keyboard.focus("#code");
    viewer.write(code);
    assertThat(keyboard.tab()).isEqualTo("Continue");
    viewer.press(Viewer.Key.ENTER);
    Patience.until("connected", () -> viewer
        .page("return document.querySelector('#card').dataset.step")
        .asText()
        .equals("done"));
  }

  private static void awaitWords(Firefox firefox, String words) {
    Patience.until(words, () -> firefox.browser().text().contains(words));
  }
}
