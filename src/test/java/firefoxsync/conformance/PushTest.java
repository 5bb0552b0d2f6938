// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.Daemon;
import firefoxsync.Services;
import firefoxsync.config.Config;
import firefoxsync.config.ConfigReader;
import firefoxsync.database.TestDatabases;
import firefoxsync.push.PushServiceStandIn;
import firefoxsync.push.SubscribedBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers are told by push: the whole daemon beside a push service on this machine. */
class PushTest {
  private static final String DEVICE = "/auth/v1/account/device";
  private static final String DEVICES = "/auth/v1/account/devices";
  private static final String OPEN_URI = "https://identity.mozilla.com/cmd/open-uri";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Person ada = new Person("ada@example.org");
  private PushServiceStandIn service;
  private Config config;
  private Daemon daemon;
  private AccountsClient client;
  private AccountsClient desk;
  private AccountsClient phone;
  private SubscribedBrowser deskBrowser;
  private SubscribedBrowser phoneBrowser;
  private String deskId;
  private String phoneId;
  private String uid;

  @BeforeEach
  void registerTwoDevices(@TempDir Path directory) throws IOException {
    service = new PushServiceStandIn();
    start(directory);
    var signedUp = ada.signUp(client, Map.of());
    uid = signedUp.json().path("uid").asText();
    desk = client.withHawk(signedUp.json().path("sessionToken").asText());
    phone = client.withHawk(ada.signIn(client).json().path("sessionToken").asText());
    deskBrowser = new SubscribedBrowser(service.endpoint("/desk"));
    phoneBrowser = new SubscribedBrowser(service.endpoint("/phone"));
    phoneId = register(phone, "Phone", phoneBrowser).path("id").asText();
    deskId = register(desk, "Desk", deskBrowser).path("id").asText();
    var connected = told(phoneBrowser, "/phone");
    assertThat(connected.path("command").asText()).isEqualTo("fxaccounts:device_connected");
    assertThat(connected.path("data").path("deviceName").asText()).isEqualTo("Desk");
  }

  private void start(Path directory) throws IOException {
    var file = directory.resolve("firefox-sync.toml");
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    Files.writeString(
        file,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [accounts]
        sign_up = "open"
        [push]
        enabled = true
        hosts = ["%2$s"]
        [database]
        """
                .formatted(directory, service.origin())
            + TestDatabases.toml(directory));
    config = ConfigReader.read(file, Map.of());
    daemon = Daemon.start(config, Clock.systemUTC(), "test", Map.of());
    client = new AccountsClient(
        URI.create("http://127.0.0.1:" + daemon.addresses().get(0).getPort()),
        config.publicUrl(),
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    daemon.close();
    service.close();
  }

  @Test
  void subscriptionIsAnsweredAsItWasSaid() {
    var device = list(phoneId);
    phoneBrowser
        .registration()
        .forEach((name, value) -> assertThat(device.path(name).asText()).isEqualTo(value));
    assertThat(device.path("pushEndpointExpired").asBoolean()).isFalse();
  }

  @Test
  void subscriptionElsewhereIsNotKept() {
    var other = new SubscribedBrowser(URI.create("https://push.example.org/x"));
    assertThat(register(phone, "Phone", other).path("pushCallback").isNull()).isTrue();
  }

  @Test
  void registrationWithoutSubscriptionKeepsIt() {
    var changed = phone.post(DEVICE, Map.of("name", "Telephone")).json();
    assertThat(changed.path("pushCallback").asText()).endsWith("/phone");
    var cleared = phone.postText(DEVICE, "{\"pushCallback\":\"\"}").json();
    assertThat(cleared.path("pushCallback").isNull()).isTrue();
  }

  @Test
  void keysThatAreNoneAre107() {
    var body = new HashMap<>(phoneBrowser.registration());
    body.put("pushPublicKey", "AAAA");
    assertThat(phone.post(DEVICE, body).errno()).isEqualTo(107);
  }

  @Test
  void tabIsToldToItsTarget() {
    var answer = sendTab();
    assertThat(answer.path("notified").asBoolean()).isTrue();
    var told = told(phoneBrowser, "/phone");
    assertThat(told.path("version").asInt()).isEqualTo(1);
    assertThat(told.path("command").asText()).isEqualTo("fxaccounts:command_received");
    assertThat(told.path("data").path("command").asText()).isEqualTo(OPEN_URI);
    assertThat(told.path("data").path("sender").asText()).isEqualTo(deskId);
    var url = told.path("data").path("url").asText();
    assertThat(url).startsWith("http://localhost:5000/auth/v1/account/device/commands?index=");
    var waiting = phone.get(url.substring("http://localhost:5000".length())).json();
    assertThat(waiting.path("messages").get(0).path("index").asLong())
        .isEqualTo(told.path("data").path("index").asLong());
  }

  @Test
  void deviceWithoutPushIsNotNotified() {
    phone.postText(DEVICE, "{\"pushCallback\":null}");
    var answer = sendTab();
    assertThat(answer.path("enqueued").asBoolean()).isTrue();
    assertThat(answer.path("notified").asBoolean()).isFalse();
  }

  @Test
  void disconnectionIsToldToEverybody() {
    desk.post(DEVICE + "/destroy", Map.of("id", phoneId));
    var seen = Map.of("/phone", phoneBrowser, "/desk", deskBrowser);
    for (int i = 0; i < 2; i++) {
      var asked = service.next();
      var told = read(seen.get(asked.path()).open(asked.body()));
      assertThat(told.path("command").asText()).isEqualTo("fxaccounts:device_disconnected");
      assertThat(told.path("data").path("id").asText()).isEqualTo(phoneId);
    }
  }

  @Test
  void anotherNameIsTold() {
    desk.post("/auth/v1/account/display_name", Map.of("displayName", "Ada"));
    var told = toldToBoth();
    assertThat(told).hasSize(2).allSatisfy((path, message) -> {
      assertThat(message.path("version").asInt()).isEqualTo(1);
      assertThat(message.path("command").asText()).isEqualTo("fxaccounts:profile_updated");
    });
  }

  @Test
  void resetIsToldToEverybody() {
    client.post(
        "/auth/v1/account/reset",
        ada.newPassword()); // without a link nothing happens, and nobody is told
    assertThat(service.hasMore()).isFalse();
    try (var services = Services.open(config, Clock.systemUTC())) {
      var link = services.people().passwords().resetLink(uid, Duration.ofDays(1), false);
      client
          .withHawk("accountResetToken", link.hex())
          .post("/auth/v1/account/reset?keys=true", ada.newPassword());
    }
    assertThat(toldToBoth()).hasSize(2).allSatisfy((path, message) -> assertThat(
            message.path("command").asText())
        .isEqualTo("fxaccounts:password_reset"));
  }

  private Map<String, JsonNode> toldToBoth() {
    var browsers = Map.of("/phone", phoneBrowser, "/desk", deskBrowser);
    var told = new HashMap<String, JsonNode>();
    for (int i = 0; i < browsers.size(); i++) {
      var asked = service.next();
      told.put(asked.path(), read(browsers.get(asked.path()).open(asked.body())));
    }
    return told;
  }

  @Test
  void anotherPasswordIsToldToTheOthers() {
    var started = desk.post("/auth/v1/password/change/start", Map.of("oldAuthPW", ada.authPw()));
    ada.choosePassword();
    client
        .withHawk(
            "passwordChangeToken", started.json().path("passwordChangeToken").asText())
        .post("/auth/v1/password/change/finish?keys=true", ada.newPassword());
    var told = told(phoneBrowser, "/phone");
    assertThat(told.path("command").asText()).isEqualTo("fxaccounts:password_changed");
    assertThat(service.hasMore()).isFalse();
  }

  @Test
  void deletionIsToldToEverybody() {
    desk.post("/auth/v1/account/destroy", Map.of("email", ada.email, "authPW", ada.authPw()));
    var seen = Map.of("/phone", phoneBrowser, "/desk", deskBrowser);
    for (int i = 0; i < 2; i++) {
      var asked = service.next();
      var told = read(seen.get(asked.path()).open(asked.body()));
      assertThat(told.path("command").asText()).isEqualTo("fxaccounts:account_destroyed");
      assertThat(told.path("data").path("uid").asText()).isEqualTo(uid);
    }
  }

  @Test
  void messageOfADeviceGoesToTheOthers() {
    var payload = Map.of(
        "version",
        1,
        "command",
        "sync:collection_changed",
        "data",
        Map.of("collections", List.of("clients"), "reason", "firstsync"));
    var answer = desk.post(
        DEVICES + "/notify",
        Map.of("to", "all", "excluded", List.of(deskId), "payload", payload, "TTL", 60));
    assertThat(answer.status()).isEqualTo(200);
    var told = told(phoneBrowser, "/phone");
    assertThat(told.path("data").path("collections").get(0).asText()).isEqualTo("clients");
    desk.post(DEVICES + "/notify", Map.of("to", List.of(deskId), "payload", payload));
    told(deskBrowser, "/desk");
    assertThat(service.hasMore()).isFalse();
  }

  @Test
  void messageOfAnotherKindIs107() {
    var payload = Map.of("version", 1, "command", "fxaccounts:account_destroyed");
    var answer = desk.post(DEVICES + "/notify", Map.of("to", "all", "payload", payload));
    assertThat(answer.errno()).isEqualTo(107);
  }

  @Test
  void subscriptionThatIsGoneIsSaidSoUntilThereIsAnother() {
    service.answerNext(410);
    sendTab();
    service.next();
    await().until(() -> list(phoneId).path("pushEndpointExpired").asBoolean());
    assertThat(sendTab().path("notified").asBoolean()).isFalse();
    assertThat(
            register(phone, "Phone", phoneBrowser).path("pushEndpointExpired").asBoolean())
        .isTrue();
    var fresh = new SubscribedBrowser(service.endpoint("/fresh"));
    assertThat(register(phone, "Phone", fresh).path("pushEndpointExpired").asBoolean())
        .isFalse();
    sendTab();
    told(fresh, "/fresh");
  }

  private JsonNode sendTab() {
    return desk.post(
            DEVICES + "/invoke_command",
            Map.of("command", OPEN_URI, "target", phoneId, "payload", Map.of("encrypted", "a tab")))
        .json();
  }

  private JsonNode register(AccountsClient owner, String name, SubscribedBrowser browser) {
    var body = new HashMap<>(browser.registration());
    body.put("name", name);
    body.put("availableCommands", Map.of(OPEN_URI, "{\"kid\":\"1\"}"));
    return owner.post(DEVICE, body).json();
  }

  private JsonNode list(String id) {
    for (var device : desk.get(DEVICES).json()) {
      if (device.path("id").asText().equals(id)) {
        return device;
      }
    }
    throw new AssertionError("no device " + id);
  }

  private JsonNode told(SubscribedBrowser browser, String path) {
    var asked = service.next();
    assertThat(asked.path()).isEqualTo(path);
    return read(browser.open(asked.body()));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
