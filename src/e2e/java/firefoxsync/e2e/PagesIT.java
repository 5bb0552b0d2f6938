// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PagesIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void aPageOpenedByHandConnectsFirefoxToo() {
    var firefox = browsers.open("ada");
    // Until somebody wants to sign in, Firefox does not know which pages to listen to.
    firefox.clickSignIn();

    firefox.browser().open(server.url() + "/");
    awaitWords(firefox, "This Firefox is set up for this server.");
    firefox.browser().open(server.url() + "/signup");
    new SignInPage(firefox.browser()).signUp(Login.ofSomebodyNew());

    awaitWords(firefox, "You are connected");
    firefox.awaitFirstSync();
    firefox.browser().open(server.url() + "/");
    awaitWords(firefox, "This Firefox is signed in as");
  }

  @Test
  void aWrongPasswordIsToldInWordsAndChangesNothing() {
    var login = Login.ofSomebodyNew();
    var ada = browsers.open("ada");
    ada.clickSignIn().signUp(login);
    ada.awaitFirstSync();

    var bob = browsers.open("bob");
    bob.clickSignIn().signIn(new Login(login.email(), "not the password"));

    awaitWords(bob, "That password does not match this account.");
    assertThat(bob.uiStatus()).isEqualTo("not_configured");
  }

  @Test
  void aLinkThatNamesAnAddressHasItInItsForm() {
    try (var chromium = Chromium.start()) {
      chromium.open(server.url() + server.invitePath("--email", "ada+sync@example.org"));
      new Keyboard(chromium).awaitFocus("password");
      assertThat(chromium.page("return document.querySelector('#email').value").asText())
          .isEqualTo("ada+sync@example.org");
    }
  }

  private static void awaitWords(Firefox firefox, String words) {
    Patience.until(words, () -> firefox.browser().text().contains(words));
  }
}
