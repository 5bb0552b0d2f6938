// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the sign-in page shows while the server is slow, or when it says something unexpected. */
final class SignInStepsIT {
  private static final String SUBMIT = "button[type=submit]";

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void anAddressThatFirefoxHasToldIsNotAskedFor() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signUp(login);
    firefox.awaitFirstSync();

    firefox.holdBack("/sign-in.js");
    firefox.browser().open(server.url() + "/signin");
    firefox.awaitHeldBack();
    firefox
        .browser()
        .page(
            """
            const watch = new MutationObserver(changes =>
              window.passed = [...window.passed ?? [], ...changes.map(({ oldValue }) => oldValue)]);
            watch.observe(document.querySelector("#card"),
              { attributeFilter: ["data-step"], attributeOldValue: true });
            """);
    assertThat(isOpen(firefox)).isFalse();
    firefox.letGo();

    firefox.browser().await("input[name=password]");
    assertThat(firefox.browser().page("return window.passed.join()").asText()).isEqualTo("start");
    assertThat(step(firefox)).isEqualTo("sign-in");
    assertThat(firefox
            .browser()
            .page("return document.querySelector('#email').value")
            .asText())
        .isEqualTo(login.email());
  }

  @Test
  void anAccountMadeMeanwhileIsToldInWords() {
    var ada = browsers.open("ada");
    var page = ada.clickSignIn();
    ada.holdBack("/auth/v1/account/create");
    page.signUp(login);
    ada.awaitHeldBack();
    var bob = browsers.open("bob");
    bob.clickSignIn().signUp(login);
    bob.awaitFirstSync();
    ada.letGo();

    ada.browser().await("input[autocomplete=current-password]");
    ada.browser().await(SUBMIT);
    assertThat(step(ada)).isEqualTo("sign-in");
    assertThat(ada.browser().text()).contains("This address already has an account here.");

    page.signInAgain(login);
    ada.awaitFirstSync();
    assertThat(ada.keyId()).isEqualTo(bob.keyId());
  }

  @Test
  void noButtonLeadsAwayFromWorkThatHasBegun() {
    var firefox = browsers.open("ada");
    var page = firefox.clickSignIn();
    firefox.holdBack("/auth/v1/account/create");
    page.signUp(login);
    firefox.awaitHeldBack();

    firefox.browser().click("#change");
    assertThat(step(firefox)).isEqualTo("sign-up");
    firefox.letGo();

    firefox.awaitFirstSync();
    assertThat(step(firefox)).isEqualTo("done");
  }

  private static boolean isOpen(Firefox firefox) {
    return firefox
        .browser()
        .page("return !document.querySelector('button[type=submit]').disabled")
        .asBoolean();
  }

  private static String step(Firefox firefox) {
    return firefox
        .browser()
        .page("return document.querySelector('#card').dataset.step")
        .asText();
  }
}
