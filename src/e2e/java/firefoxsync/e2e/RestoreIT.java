// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that is set back to a backup: no browser loses what it has, and none wipes the server. */
final class RestoreIT {
  private static final String BEFORE = "https://before.example.org/";
  private static final String ELSEWHERE = "https://elsewhere.example.org/";
  private static final String AFTER = "https://after.example.org/";
  private static final String UNSYNCED = "https://unsynced.example.org/";

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  @Test
  void everythingThatAnyBrowserHasIsThereAfterARestoration() {
    var laptop = browsers.open("laptop");
    laptop.addBookmark(BEFORE, "Before the backup");
    laptop.clickSignIn().signUp(login);
    laptop.awaitFirstSync();
    var desktop = browsers.open("desktop");
    desktop.clickSignIn().signIn(login);
    desktop.awaitFirstSync();
    desktop.addBookmark(ELSEWHERE, "Of the other browser");
    desktop.sync();

    var backup = server.command("backup").strip();
    laptop.addBookmark(AFTER, "After the backup");
    laptop.sync();
    assertThat(laptop.bookmarkTitle(ELSEWHERE)).isEqualTo("Of the other browser");
    desktop.addBookmark(UNSYNCED, "Not synced yet");

    server.restore(backup);

    int seen = laptop.requests().size();
    signInAgain(laptop);
    assertThat(laptop.requests().stream().skip(seen).filter(SeenRequest::isStorage))
        .extracting(SeenRequest::storageLine)
        .contains("GET storage/meta/global", "POST storage/bookmarks")
        .noneMatch(
            line -> line.equals("DELETE storage") || line.equals("DELETE storage/bookmarks"));
    signInAgain(desktop);
    assertThat(desktop.bookmarkTitle(AFTER)).isEqualTo("After the backup");

    var phone = browsers.open("phone");
    phone.clickSignIn().signIn(login);
    phone.awaitFirstSync();
    assertHasEverything(phone);
    laptop.sync();
    assertHasEverything(laptop);
  }

  private void signInAgain(Firefox firefox) {
    firefox.openAccountMenu();
    Patience.until("it asks", () -> firefox.uiStatus().equals("login_failed"));
    firefox.clickSignIn().signInAgain(login);
    Patience.until("it is signed in", () -> firefox.uiStatus().equals("signed_in"));
    firefox.sync();
    assertThat(firefox.state().path("service").asText()).isEqualTo("success.status_ok");
  }

  private static void assertHasEverything(Firefox firefox) {
    assertThat(firefox.bookmarkTitle(BEFORE)).isEqualTo("Before the backup");
    assertThat(firefox.bookmarkTitle(ELSEWHERE)).isEqualTo("Of the other browser");
    assertThat(firefox.bookmarkTitle(AFTER)).isEqualTo("After the backup");
    assertThat(firefox.bookmarkTitle(UNSYNCED)).isEqualTo("Not synced yet");
  }
}
