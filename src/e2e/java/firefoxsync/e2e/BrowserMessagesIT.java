// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BrowserMessagesIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void everyKindOfBrowserIsSpokenToInItsOwnWay() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn();
    firefox.browser().await("input[name=email]");

    var compared = firefox.browser().page(Resources.text("browser-messages.js"));

    assertThat(compared).hasSizeGreaterThan(10);
    assertThat(compared)
        .allSatisfy(one -> assertThat(one.path(2)).as(one.path(0).asText()).isEqualTo(one.path(1)));
  }
}
