// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RevokedSessionIT {
  private static final String BOOKMARK = "https://kept.example.org/";

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void aRevokedBrowserAsksForThePasswordAndGoesOn() {
    var login = Login.ofSomebodyNew();
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signUp(login);
    firefox.awaitFirstSync();
    firefox.addBookmark(BOOKMARK, "Kept");
    var keyId = firefox.keyId();

    firefox.destroySession(firefox.sessionToken());
    // Its storage token lives on for a while; the account client notices first.
    firefox.openAccountMenu();

    Patience.until("it asks", () -> firefox.uiStatus().equals("login_failed"));
    assertThat(firefox.bookmarkTitle(BOOKMARK)).isEqualTo("Kept");

    firefox.clickSignIn().signInAgain(login);
    Patience.until("it is signed in", () -> firefox.uiStatus().equals("signed_in"));
    firefox.sync();
    assertThat(firefox.state().path("service").asText()).isEqualTo("success.status_ok");
    assertThat(firefox.keyId()).isEqualTo(keyId);
    Patience.until("it is in the list again", () -> firefox.devices().size() == 1);
  }
}
