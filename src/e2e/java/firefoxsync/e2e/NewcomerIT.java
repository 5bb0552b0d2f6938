// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The first owner of a new server at a Firefox as it was installed: she opens the link that claims
 * the server, sets the one preference, and signs in.
 */
final class NewcomerIT {
  private static final Login ADA = new Login("ada@example.org", "four words are good");

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void fromTheLinkToTheFirstSyncWithFewKeys() {
    var firefox = browsers.openNew("ada", Map.of("browser.aboutConfig.showWarning", true));
    var hands = new Hands(firefox.browser());

    claim(hands);
    setPreference(hands, "identity.fxaccounts.autoconfig.uri", server.url());
    hands.clickSignIn(firefox);
    hands.write("input[name=email]", ADA.email());
    hands.press(Viewer.Key.ENTER);
    hands.write("input[name=password]", ADA.password());
    hands.press(Viewer.Key.ENTER);

    firefox.awaitFirstSync();
    assertThat(firefox.state().path("email").asText()).isEqualTo(ADA.email());
    assertThat(firefox.serverRequests()).anyMatch(SeenRequest::isStorage);
    System.out.printf("measured: %d keys and %d clicks%n", hands.keys(), hands.clicks());
    assertThat(hands.keys()).isLessThan(250);
  }

  private static void claim(Hands hands) {
    hands.goToCopied(server.url() + server.claimPath());
    hands.write("input[name=email]", ADA.email());
    hands.press(Viewer.Key.TAB);
    hands.write("input[name=password]", ADA.password());
    hands.click("input[name=password-confirm]");
    hands.write("input[name=password-confirm]", ADA.password());
    hands.press(Viewer.Key.ENTER);
    hands.await("[data-step=made]");
  }

  private static void setPreference(Hands hands, String name, String value) {
    hands.goTo("about:config");
    hands.click("#warningButton");
    hands.write("#about-config-search", name);
    hands.click(".button-edit");
    hands.write("form input", value);
    hands.press(Viewer.Key.ENTER);
  }
}
