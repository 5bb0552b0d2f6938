// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The library that apps use, in real browsers: connect, write, read, stay in step, be disconnected. */
final class RemoteStorageAppIT {
  private static final String SYNC = "await remoteStorage.startSync();";

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  private final Login login = Login.ofSomebodyNew();
  private final String name = "ada-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void appKeepsNotesInTwoBrowsersUntilItIsDisconnected() throws Exception {
    try (var app = RemoteStorageApp.start();
        var desk = Chromium.start();
        var phone = Chromium.start()) {
      signUp(desk);
      chooseName(desk);
      allow(app, desk);
      allow(app, phone);

      app.use(desk, "await notes.storeFile('text/plain', 'list', 'milk');" + SYNC);
      awaitList(app, phone, "milk");
      app.use(phone, "await notes.storeFile('text/plain', 'list', 'bread');" + SYNC);
      awaitList(app, desk, "bread");

      disconnect(desk, app);
      disconnect(desk, app);
      app.use(phone, "await notes.storeFile('text/plain', 'list', 'eggs');");
      Patience.until("the app is refused", () -> {
        app.use(phone, SYNC);
        return app.use(phone, "return errors.join()").asText().contains("Unauthorized");
      });
      desk.open(server.url() + "/settings/files#/notes/");
      awaitWords(desk, "list");
      assertThat(statusForAStranger("/notes/list")).isEqualTo(401);
    }
  }

  @Test
  void denyingTellsTheApp() {
    try (var app = RemoteStorageApp.start();
        var desk = Chromium.start()) {
      signUp(desk);
      chooseName(desk);
      ask(app, desk);
      use(desk, "await press('#deny');");
      Patience.until(
          "back at the app",
          () -> desk.page("return location.origin").asText().equals(app.origin()));
      Patience.until("the app was told", () -> desk.page(
              "return window.remoteStorage && !remoteStorage.connected")
          .asBoolean());
    }
  }

  @Test
  void signingOutDuringTheQuestionLeadsBackToIt() throws Exception {
    try (var app = RemoteStorageApp.start();
        var desk = Chromium.start()) {
      signUp(desk);
      chooseName(desk);
      ask(app, desk);
      use(desk, "await press('#leave');");
      Patience.until("at the door", () -> isAtTheDoor(desk));
      comeIn(desk);
      assertThat(desk.page("return document.querySelector('main').innerText").asText())
          .contains(app.origin(), "read and change the folder “notes”");
      use(desk, "await press('.answer[type=submit]');");
      app.awaitConnected(desk);
    }
  }

  private int statusForAStranger(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/rs/" + name + path)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  /** Lets the app sync, which may take it more than one round. */
  private static void awaitList(RemoteStorageApp app, Chromium browser, String words) {
    Patience.until("the list says " + words, () -> {
      app.use(browser, SYNC);
      return app.use(browser, "return (await notes.getFile('list', false)).data")
          .asText()
          .equals(words);
    });
  }

  private void signUp(Chromium browser) {
    browser.open(server.url() + "/signup");
    use(
        browser,
        """
        await fill('input[name=email]', args[0]);
        await press();
        await fill('input[name=password]', args[1]);
        await fill('input[name=password-confirm]', args[1]);
        await press();
        await seen('[data-step=done]');
        """,
        login.email(),
        login.password());
  }

  private void chooseName(Chromium browser) {
    browser.open(server.url() + "/settings/files#foreign");
    comeIn(browser);
    use(browser, "await fill('input[name=user-name]', args[0]); await press();", name);
    awaitWords(browser, name + "@" + URI.create(server.url()).getAuthority());
  }

  private void allow(RemoteStorageApp app, Chromium browser) {
    ask(app, browser);
    assertThat(browser.page("return document.querySelector('main').innerText").asText())
        .contains(app.origin(), "read and change the folder “notes”", login.email());
    use(browser, "await press('.answer[type=submit]');");
    app.awaitConnected(browser);
  }

  private void ask(RemoteStorageApp app, Chromium browser) {
    app.connect(browser, name + "@" + URI.create(server.url()).getAuthority());
    Patience.until(
        "asked by the server",
        () -> browser.page("return location.origin").asText().equals(server.url()));
    comeIn(browser);
  }

  private void disconnect(Chromium browser, RemoteStorageApp app) {
    browser.open(server.url() + "/settings/apps");
    comeIn(browser);
    use(browser, "await press('.ask'); await press('.yes'); await seen('#result');");
    awaitWords(browser, app.origin() + " is disconnected.");
  }

  /** Signs in, where the tab has not done it already. */
  private void comeIn(Chromium browser) {
    Patience.until("a door", () -> isOpen(browser) || isAtTheDoor(browser));
    if (isAtTheDoor(browser)) {
      use(
          browser,
          """
          await fill('input[name=email]', args[0]);
          await fill('input[name=password]', args[1]);
          await press();
          """,
          login.email(),
          login.password());
      Patience.until("let in", () -> isOpen(browser));
    }
  }

  private static boolean isOpen(Chromium browser) {
    return browser
        .page("return document.querySelector('#card.settings')?.dataset.step === 'open'")
        .asBoolean();
  }

  private static boolean isAtTheDoor(Chromium browser) {
    return browser
        .page(
            "return location.pathname === '/settings/sign-in' && document.readyState === 'complete'")
        .asBoolean();
  }

  private static void awaitWords(Chromium browser, String words) {
    Patience.until(
        words, () -> browser.page("return document.body.innerText").asText().contains(words));
  }

  private static JsonNode use(Chromium browser, String body, Object... arguments) {
    return browser.page(Resources.text("use-page.js") + body, arguments);
  }
}
