// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WrongClockIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void aBrowserWhoseClockIsAnHourAheadSyncs() {
    var firefox = browsers.open("ada");
    firefox.setClockAhead(Duration.ofHours(1));

    firefox.clickSignIn().signUp(Login.ofSomebodyNew());
    firefox.awaitFirstSync();

    assertThat(firefox.state().path("service").asText()).isEqualTo("success.status_ok");
    assertThat(firefox.serverRequests())
        .filteredOn(request -> request.status() == 401)
        .isNotEmpty();
  }
}
