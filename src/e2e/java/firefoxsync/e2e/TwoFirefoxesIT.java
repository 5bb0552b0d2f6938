// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TwoFirefoxesIT {
  private static final String FROM_LAPTOP = "https://laptop.example.org/";
  private static final String FROM_DESKTOP = "https://desktop.example.org/";

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void twoFirefoxesShareBookmarks() {
    var laptop = browsers.open("laptop");
    laptop.addBookmark(FROM_LAPTOP, "Made on the laptop");
    laptop.clickSignIn().signUp(login);
    laptop.awaitFirstSync();
    assertSynced(laptop);
    assertThat(laptop.requests().stream().filter(SeenRequest::isStorage))
        .extracting(SeenRequest::storageLine)
        .containsSubsequence(FirstSync.STORAGE_REQUESTS);

    server.killAndRestart();

    var desktop = browsers.open("desktop");
    desktop.clickSignIn().signIn(login);
    desktop.awaitFirstSync();
    assertSynced(desktop);
    assertThat(desktop.bookmarkTitle(FROM_LAPTOP)).isEqualTo("Made on the laptop");
    assertThat(desktop.keyId()).isNotEmpty().isEqualTo(laptop.keyId());
    assertThat(desktop.devices())
        .hasSize(2)
        .allSatisfy(device -> assertThat(device.path("commands")).hasSize(2));

    desktop.addBookmark(FROM_DESKTOP, "Made on the desktop");
    desktop.sync();
    assertSynced(desktop);

    server.killAndRestart();

    int before = laptop.serverRequests().size();
    laptop.sync();
    assertSynced(laptop);
    assertThat(laptop.bookmarkTitle(FROM_DESKTOP)).isEqualTo("Made on the desktop");

    laptop.renameBookmark(FROM_DESKTOP, "Renamed on the laptop");
    laptop.sync();
    assertOnlyNewsAreAskedForAndNothingIsOverwritten(
        laptop.serverRequests().stream().skip(before).toList());
    desktop.sync();
    assertSynced(desktop);
    assertThat(desktop.bookmarkTitle(FROM_DESKTOP)).isEqualTo("Renamed on the laptop");
    server.daemon().ifPresent(TwoFirefoxesIT::printMeasurements);
  }

  private static void assertOnlyNewsAreAskedForAndNothingIsOverwritten(List<SeenRequest> seen) {
    assertThat(seen)
        .filteredOn(request -> request.method().equals("GET") && isOfBookmarks(request))
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.query()).contains("newer="));
    assertThat(seen)
        .filteredOn(request -> request.method().equals("POST") && isOfBookmarks(request))
        .isNotEmpty()
        .allSatisfy(request -> {
          // Firefox writes a number of JavaScript: without zeros at its end.
          assertThat(request.unmodifiedSince()).matches("[0-9]+(\\.[0-9]{1,2})?");
          assertThat(request.status()).isEqualTo(200);
        });
  }

  private static boolean isOfBookmarks(SeenRequest request) {
    return request.isStorage() && request.path().endsWith("/storage/bookmarks");
  }

  private static void assertSynced(Firefox firefox) {
    var state = firefox.state();
    assertThat(state.path("ui").asText()).isEqualTo("signed_in");
    assertThat(state.path("login").asText()).isEqualTo("success.login");
    assertThat(state.path("sync").asText()).isEqualTo("success.sync");
    assertThat(state.path("service").asText()).isEqualTo("success.status_ok");
  }

  private static void printMeasurements(DaemonProcess daemon) {
    System.out.printf(
        "measured: %d KiB resident after two browsers synced%n"
            + "measured: %d ms from exec to the first answer%n",
        daemon.residentKib(), daemon.startTime().toMillis());
  }
}
