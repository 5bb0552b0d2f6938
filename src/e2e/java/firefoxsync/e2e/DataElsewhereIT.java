// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two Firefoxes sync through a server whose data live in a remoteStorage elsewhere. */
final class DataElsewhereIT {
  private static final String EARLY = "https://early.example.org/";
  private static final String LATE = "https://late.example.org/";

  @RegisterExtension
  static final TestedServer server =
      new TestedServer(Map.of("FIREFOX_SYNC_OUTGOING__ALLOW_HOSTS", "localhost"));

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  private final Login login = Login.ofSomebodyNew();

  /** Whose program keeps the data. */
  enum Storage {
    OURS,
    ARMADIETTO;

    StorageElsewhere start(String name) throws IOException {
      return switch (this) {
        case OURS -> OwnStorage.start(name);
        case ARMADIETTO -> Armadietto.start(name);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void lostDiskComesBackFromTheStorageAndALostStorageFromTheDisk(Storage program)
      throws IOException {
    try (var storage = program.start("first");
        var next = program.start("second")) {
      var laptop = browsers.open("laptop");
      laptop.addBookmark(EARLY, "Early");
      laptop.clickSignIn().signUp(login);
      laptop.awaitFirstSync();
      server.command(
          "provider", "link", login.email(), storage.address(), "--token-file", storage.token());
      awaitComplete(login.email());

      var desktop = browsers.open("desktop");
      desktop.clickSignIn().signIn(login);
      desktop.awaitFirstSync();
      assertThat(desktop.bookmarkTitle(EARLY)).isEqualTo("Early");
      desktop.addBookmark(LATE, "Late");
      desktop.sync();
      assertSynced(desktop);
      laptop.sync();
      assertThat(laptop.bookmarkTitle(LATE)).isEqualTo("Late");
      long uploads = uploadsOfBookmarks(laptop);
      var keyId = laptop.keyId();
      var user = laptop.storageUser();

      server.loseDisk();
      assertThat(server.command("user", "list")).doesNotContain(login.email());
      server.command("provider", "restore", storage.address(), "--token-file", storage.token());

      for (var firefox : List.of(laptop, desktop)) {
        signInAgain(firefox);
        assertThat(firefox.keyId()).isEqualTo(keyId);
        assertThat(firefox.storageUser()).isEqualTo(user);
        assertThat(firefox.bookmarkTitle(EARLY)).isEqualTo("Early");
        assertThat(firefox.bookmarkTitle(LATE)).isEqualTo("Late");
      }
      assertThat(uploadsOfBookmarks(laptop)).isEqualTo(uploads);

      storage.kill();
      server.command(
          "provider", "move", login.email(), next.address(), "--token-file", next.token());
      laptop.renameBookmark(LATE, "Renamed");
      laptop.sync();
      assertSynced(laptop);
      desktop.sync();
      assertThat(desktop.bookmarkTitle(LATE)).isEqualTo("Renamed");
      assertThat(server.command("provider", "status", login.email())).contains(next.root());
    }
  }

  /** Waits until the person's storage has everything that this server has of her. */
  private static void awaitComplete(String user) {
    Patience.until("the storage has everything", () -> {
      var status = server.command("provider", "status", user);
      return status.contains("log        open") && status.contains("behind     nothing");
    });
  }

  private void signInAgain(Firefox firefox) {
    firefox.openAccountMenu();
    Patience.until("it asks", () -> firefox.uiStatus().equals("login_failed"));
    firefox.clickSignIn().signInAgain(login);
    Patience.until("it is signed in", () -> firefox.uiStatus().equals("signed_in"));
    firefox.sync();
    assertSynced(firefox);
  }

  private static void assertSynced(Firefox firefox) {
    assertThat(firefox.state().path("service").asText()).isEqualTo("success.status_ok");
  }

  /** Counts the requests that uploaded bookmarks. */
  private static long uploadsOfBookmarks(Firefox firefox) {
    return firefox.serverRequests().stream()
        .filter(SeenRequest::isStorage)
        .map(SeenRequest::storageLine)
        .filter(line -> line.startsWith("POST storage/bookmarks"))
        .count();
  }
}
