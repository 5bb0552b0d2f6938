// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A Firefox that has been told one thing: where its accounts live. */
final class Firefox {
  private static final List<String> SERVER_PREFERENCES = List.of(
      "identity.fxaccounts.remote.root",
      "identity.fxaccounts.auth.uri",
      "identity.fxaccounts.remote.oauth.uri",
      "identity.fxaccounts.remote.profile.uri",
      "identity.fxaccounts.remote.pairing.uri",
      "identity.sync.tokenserver.uri");

  private final FirefoxProcess process;
  private final Browser browser;
  private final String server;

  private Firefox(FirefoxProcess process, Browser browser, String server) {
    this.process = process;
    this.browser = browser;
    this.server = server;
  }

  /** Starts one that has set the server's address (that it is plain HTTP), and what is given. */
  static Firefox start(Path profile, String server, Map<String, Object> more) {
    var preferences = new HashMap<>(more);
    preferences.put("identity.fxaccounts.autoconfig.uri", server);
    return startNew(profile, server, preferences);
  }

  /** Starts one that has been told nothing, but to take plain HTTP where that is spoken. */
  static Firefox startNew(Path profile, String server, Map<String, Object> more) {
    var preferences = new HashMap<>(more);
    var host = URI.create(server).getHost();
    preferences.put("identity.fxaccounts.allowHttp", server.startsWith("http:"));
    preferences.put("network.dns.localDomains", host);
    preferences.put("network.proxy.no_proxies_on", "localhost, 127.0.0.1, " + host);
    var process = FirefoxProcess.start(profile, preferences);
    try {
      var browser = new Browser(process.marionette());
      browser.chrome(Resources.text("chrome.js"));
      for (var certificate : authority()) {
        browser.chrome("e2e.trust(...args)", certificate);
      }
      return new Firefox(process, browser, server);
    } catch (RuntimeException e) {
      process.stop();
      throw e;
    }
  }

  /** Returns the certificate of whoever vouches for the server, where nobody does whom all know. */
  private static List<String> authority() {
    var file = System.getProperty("e2e.authority");
    try {
      return file == null ? List.of() : List.of(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Browser browser() {
    return browser;
  }

  SyncLogs logs() {
    return new SyncLogs(process.profile().resolve("weave/logs"));
  }

  void stop() {
    process.stop();
  }

  /** Clicks on "Sign in" and goes to the tab that opens. */
  SignInPage clickSignIn() {
    browser.chrome("await e2e.clickSignIn()");
    browser.switchToTab(server + "/?");
    return new SignInPage(browser);
  }

  /** Signs out as a person does, without the question whether she is sure. */
  void signOut() {
    browser.chrome("await e2e.clickSignOut()");
    Patience.until("signed out", () -> uiStatus().equals("not_configured"));
  }

  /** Waits until Firefox has signed in by itself and the sync that follows has ended. */
  void awaitFirstSync() {
    Patience.until("first sync", () -> {
      var state = state();
      return !state.path("lastSync").asText().isEmpty() && !state.path("busy").asBoolean();
    });
  }

  void clickSyncNow() {
    browser.chrome("e2e.clickSyncNow()");
  }

  /** Opens the menu that lists the other devices; what it fetches arrives later. */
  void openAccountMenu() {
    browser.chrome("e2e.openAccountMenu()");
  }

  /** Syncs, and returns at its end. */
  void sync() {
    Patience.until("no sync runs", () -> !state().path("busy").asBoolean());
    browser.chrome("await e2e.sync()");
  }

  /** Returns what Firefox itself says about its account and its last sync. */
  JsonNode state() {
    return browser.chrome("return e2e.state()");
  }

  /** Returns what its menus show: not_configured, login_failed, signed_in. */
  String uiStatus() {
    return state().path("ui").asText();
  }

  /** Returns when its Sync key was made, and of which key: equal in all browsers of a person. */
  String keyId() {
    return browser.chrome("return e2e.keyId()").asText();
  }

  String sessionToken() {
    return browser.chrome("return e2e.sessionToken()").asText();
  }

  /** Asks the server with Firefox's own client. */
  boolean isSessionValid(String sessionToken) {
    return browser
        .chrome("return e2e.isSessionValid(...args)", server, sessionToken)
        .asBoolean();
  }

  /** Ends the session at the server, without a word to this browser. */
  void destroySession(String sessionToken) {
    browser.chrome("await e2e.destroySession(...args)", server, sessionToken);
  }

  /** Makes every signature of this browser carry a wrong time. */
  void setClockAhead(Duration by) {
    browser.chrome("e2e.setClockAhead(...args)", by.toMillis());
  }

  /** Returns the number under which the server keeps what this browser last synced. */
  String storageUser() {
    var paths = serverRequests().stream().filter(SeenRequest::isStorage).toList();
    return paths.get(paths.size() - 1).path().replaceAll(".*/1\\.5/(\\d+)/.*", "$1");
  }

  /** Returns the settings of who is signed in. */
  SettingsPage settings() {
    return new SettingsPage(browser, server);
  }

  /** Opens the page of a link, with which a person takes a new password. */
  ResetPage openResetPage(String path) {
    return new ResetPage(browser, server + path);
  }

  JsonNode devices() {
    return browser.chrome("return e2e.devices()");
  }

  /** Sends a tab to the only other device; tells whether that worked. */
  boolean sendTab(String url) {
    return browser.chrome("return e2e.sendTab(...args)", url).asBoolean();
  }

  /** Fetches what other devices sent, as a sync does that a person starts. */
  void fetchTabs() {
    browser.chrome("e2e.fetchTabs()");
  }

  /** Remembers what Firefox is told under the topic from now on. */
  void listenFor(String topic) {
    browser.chrome("e2e.listenFor(...args)", topic);
  }

  /** Returns what it was told. */
  List<String> heard() {
    var heard = browser.chrome("return e2e.heard");
    return StreamSupport.stream(heard.spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  List<String> openUrls() {
    var urls = browser.chrome("return e2e.openUrls()");
    return StreamSupport.stream(urls.spliterator(), false).map(JsonNode::asText).toList();
  }

  void addBookmark(String url, String title) {
    browser.chrome("await e2e.addBookmark(...args)", url, title);
  }

  void renameBookmark(String url, String title) {
    browser.chrome("await e2e.renameBookmark(...args)", url, title);
  }

  /** Returns the title of the bookmark, empty when there is none. */
  String bookmarkTitle(String url) {
    return browser.chrome("return e2e.bookmarkTitle(...args)", url).asText();
  }

  /** Returns the server addresses that Firefox has stored, empty where it has its own defaults. */
  Map<String, String> serverPreferences() {
    var values = new HashMap<String, String>();
    for (var name : SERVER_PREFERENCES) {
      values.put(name, browser.chrome("return e2e.userValue(...args)", name).asText());
    }
    return values;
  }

  /** Returns every HTTP request of this browser until now, in the order of their beginning. */
  List<SeenRequest> requests() {
    var all = browser.chrome("return e2e.requests()");
    return StreamSupport.stream(all.spliterator(), false).map(SeenRequest::of).toList();
  }

  /** Holds back every request from now on whose address has the text in it, until {@link #letGo}. */
  void holdBack(String text) {
    browser.chrome("e2e.holdBack(...args)", text);
  }

  /** Waits until a request is held back. */
  void awaitHeldBack() {
    Patience.until(
        "a request is held back", () -> browser.chrome("return e2e.heldBack()").asInt() > 0);
  }

  /** Lets all requests go. */
  void letGo() {
    browser.chrome("e2e.letGo()");
  }

  /** Returns what went to the server under test. */
  List<SeenRequest> serverRequests() {
    return requests().stream()
        .filter(seen -> seen.url().startsWith(server + "/"))
        .toList();
  }
}
