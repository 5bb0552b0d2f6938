// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SendTabIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void tabsTravelBeforeAndAfterARestartOfTheServer() {
    var login = Login.ofSomebodyNew();
    var laptop = browsers.open("laptop");
    laptop.clickSignIn().signUp(login);
    laptop.awaitFirstSync();
    var desktop = browsers.open("desktop");
    desktop.clickSignIn().signIn(login);
    desktop.awaitFirstSync();

    send(server.url() + "/robots.txt?first", desktop, laptop);
    server.killAndRestart();
    send(server.url() + "/robots.txt?second", desktop, laptop);
  }

  private static void send(String url, Firefox sender, Firefox receiver) {
    assertThat(sender.devices()).hasSize(2);
    assertThat(sender.sendTab(url)).isTrue();
    // Without push, Firefox looks for tabs when somebody clicks on "Sync now".
    receiver.clickSyncNow();
    Patience.until(url + " is open", () -> receiver.openUrls().contains(url));
  }
}
