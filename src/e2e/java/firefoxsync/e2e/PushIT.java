// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Firefoxes that have subscribed to a push service, and hear at once what they would have asked for. */
final class PushIT {
  @RegisterExtension
  static final PushStandIn push = new PushStandIn();

  @RegisterExtension
  static final TestedServer server = new TestedServer(push.settings());

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void whatHappensElsewhereIsToldWithoutAsking() {
    var laptop = signedUp();
    laptop.listenFor("fxaccounts:device_connected");
    var desktop = signedIn();
    Patience.until("the new device is told", () -> !laptop.heard().isEmpty());
    Patience.until("the message is acknowledged", () -> push.opened() > 0);

    awaitTwo(desktop);
    int opened = push.opened();
    var url = server.url() + "/legal/terms?pushed";
    assertThat(desktop.sendTab(url)).isTrue();
    Patience.until(url + " arrives", () -> laptop.openUrls().contains(url));
    Patience.until("by push", () -> push.opened() > opened);

    desktop.settings().changePassword(login.password(), "battery hörse correct");
    Patience.until("it asks for the new password", () -> laptop.uiStatus().equals("login_failed"));
  }

  @Test
  void aDisconnectedBrowserSignsItselfOut() {
    var laptop = signedUp();
    var desktop = signedIn();
    awaitTwo(laptop);
    laptop.settings().disconnectAnother();
    Patience.until("signed out", () -> desktop.uiStatus().equals("not_configured"));
  }

  private Firefox signedUp() {
    var firefox = browsers.open("laptop", push.preferences());
    firefox.clickSignIn().signUp(login);
    firefox.awaitFirstSync();
    return firefox;
  }

  private Firefox signedIn() {
    var firefox = browsers.open("desktop", push.preferences());
    firefox.clickSignIn().signIn(login);
    firefox.awaitFirstSync();
    return firefox;
  }

  private static void awaitTwo(Firefox firefox) {
    Patience.until("both can take tabs", () -> {
      var devices = firefox.devices();
      return devices.size() == 2
          && devices.get(0).path("commands").size() == 2
          && devices.get(1).path("commands").size() == 2;
    });
  }
}
