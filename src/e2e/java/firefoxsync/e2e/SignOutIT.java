// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SignOutIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void signOutIsClean() {
    var login = Login.ofSomebodyNew();
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signUp(login);
    firefox.awaitFirstSync();
    var session = firefox.sessionToken();
    assertThat(firefox.isSessionValid(session)).isTrue();

    firefox.signOut();

    Patience.until("the session is gone", () -> !firefox.isSessionValid(session));
    assertThat(firefox.serverPreferences())
        .allSatisfy((name, value) -> assertThat(value).as(name).isEmpty());
    assertThat(firefox.serverRequests())
        .filteredOn(request -> request.path().endsWith("/destroy"))
        .allMatch(request -> request.status() == 200)
        .extracting(SeenRequest::line)
        .contains("POST /auth/v1/session/destroy", "POST /auth/v1/oauth/destroy");

    firefox.clickSignIn().signIn(login);
    firefox.awaitFirstSync();
    assertThat(firefox.state().path("ui").asText()).isEqualTo("signed_in");
    assertThat(firefox.keyId()).isNotEmpty();
  }
}
