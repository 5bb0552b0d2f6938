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
  void tabsArriveBeforeAndAfterTheServerWasKilled() {
    var login = Login.ofSomebodyNew();
    var laptop = browsers.open("laptop");
    laptop.clickSignIn().signUp(login);
    laptop.awaitFirstSync();
    var desktop = browsers.open("desktop");
    desktop.clickSignIn().signIn(login);
    desktop.awaitFirstSync();
    awaitBoth(desktop);
    awaitBoth(laptop);

    send(desktop, laptop, server.url() + "/legal/terms?first");
    server.killAndRestart();
    send(desktop, laptop, server.url() + "/legal/terms?second");
    send(laptop, desktop, server.url() + "/legal/terms?back");
  }

  private static void awaitBoth(Firefox firefox) {
    Patience.until("both can take tabs", () -> {
      var devices = firefox.devices();
      return devices.size() == 2
          && devices.get(0).path("commands").size() == 2
          && devices.get(1).path("commands").size() == 2;
    });
  }

  private static void send(Firefox from, Firefox to, String url) {
    assertThat(from.sendTab(url)).isTrue();
    to.fetchTabs();
    Patience.until(url + " arrives", () -> to.openUrls().contains(url));
  }
}
