// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import firefoxsync.config.SignUp;
import firefoxsync.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Send Tab and Close Tab over HTTP: one device invokes, the other one asks. */
class DeviceCommandsTest {
  private static final String DEVICE = "/auth/v1/account/device";
  private static final String INVOKE = "/auth/v1/account/devices/invoke_command";
  private static final String COMMANDS = "/auth/v1/account/device/commands";
  private static final String OPEN_URI = "https://identity.mozilla.com/cmd/open-uri";

  @TempDir
  private Path directory;

  private AccountsSite site;
  private AccountsClient.SignedUp account;
  private String deskToken;
  private String phoneToken;
  private String deskId;
  private String phoneId;

  @BeforeEach
  void start() {
    TestDatabases.keep(directory);
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    account = site.client().signUp("ada@example.org");
    deskToken = account.sessionToken();
    phoneToken = site.client().login(account).json().path("sessionToken").asText();
    deskId = register(deskToken, "Desk");
    phoneId = register(phoneToken, "Phone");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void commandReachesItsTargetAlone() {
    var answer = send("a tab");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("enqueued").asBoolean()).isTrue();
    assertThat(answer.json().path("notified").asBoolean()).isFalse();
    var waiting = waiting(phoneToken, "");
    assertThat(waiting.path("last").asBoolean()).isTrue();
    assertThat(waiting.path("messages")).hasSize(1);
    var message = waiting.path("messages").get(0);
    assertThat(message.path("index").isIntegralNumber()).isTrue();
    assertThat(message.path("index").asLong()).isEqualTo(waiting.path("index").asLong());
    assertThat(message.path("data").path("command").asText()).isEqualTo(OPEN_URI);
    assertThat(message.path("data").path("payload").path("encrypted").asText()).isEqualTo("a tab");
    assertThat(message.path("data").path("sender").asText()).isEqualTo(deskId);
    assertThat(waiting(deskToken, "").path("messages")).isEmpty();
  }

  @Test
  void nextIndexAsksForWhatCameSince() {
    send("one");
    long first = waiting(phoneToken, "?index=0").path("index").asLong();
    send("two");
    var later = waiting(phoneToken, "?index=" + (first + 1));
    assertThat(later.path("messages")).hasSize(1);
    assertThat(later.path("index").asLong()).isGreaterThan(first);
    assertThat(payload(later, 0)).isEqualTo("two");
  }

  @Test
  void emptyAnswerRepeatsTheIndex() {
    var waiting = waiting(phoneToken, "?index=7&limit=100");
    assertThat(waiting.path("index").asLong()).isEqualTo(7);
    assertThat(waiting.path("last").asBoolean()).isTrue();
    assertThat(waiting.path("messages")).isEmpty();
  }

  @Test
  void limitLeavesTheRestForTheNextQuestion() {
    send("one");
    send("two");
    send("three");
    var first = waiting(phoneToken, "?index=0&limit=2");
    assertThat(first.path("messages")).hasSize(2);
    assertThat(first.path("last").asBoolean()).isFalse();
    var rest = waiting(phoneToken, "?index=" + (first.path("index").asLong() + 1) + "&limit=2");
    assertThat(payload(rest, 0)).isEqualTo("three");
    assertThat(rest.path("last").asBoolean()).isTrue();
  }

  @Test
  void indexesGrowAcrossARestart() {
    send("one");
    long before = waiting(phoneToken, "").path("index").asLong();
    site.close();
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    send("two");
    assertThat(waiting(phoneToken, "?index=" + (before + 1)).path("messages")).hasSize(1);
  }

  @Test
  void indexesGrowWhenADeviceIsRegisteredAnew() {
    send("one");
    long before = waiting(phoneToken, "").path("index").asLong();
    desk().post(DEVICE + "/destroy", Map.of("id", phoneId));
    phoneToken = site.client().login(account).json().path("sessionToken").asText();
    phoneId = register(phoneToken, "Phone");
    site.clock.advance(Duration.ofSeconds(1));
    send("two");
    assertThat(waiting(phoneToken, "").path("index").asLong()).isGreaterThan(before);
  }

  @Test
  void commandExpiresWithItsTtl() {
    send("one", Map.of("ttl", 60));
    site.clock.advance(Duration.ofSeconds(61));
    assertThat(waiting(phoneToken, "").path("messages")).isEmpty();
  }

  @Test
  void commandWaitsAMonthAtMost() {
    send("one", Map.of("ttl", 90L * 24 * 3600));
    site.clock.advance(Duration.ofDays(31));
    assertThat(waiting(phoneToken, "").path("messages")).isEmpty();
  }

  @Test
  void unknownTargetIs123() {
    assertThat(send("x", Map.of("target", "0".repeat(32))).errno()).isEqualTo(123);
  }

  @Test
  void deviceOfAnotherPersonIs123() {
    var bea = site.client().signUp("bea@example.org");
    var beasId = register(bea.sessionToken(), "Bea's");
    assertThat(send("x", Map.of("target", beasId)).errno()).isEqualTo(123);
  }

  @Test
  void commandThatTheTargetDoesNotTakeIs157() {
    var answer = send("x", Map.of("command", "https://identity.mozilla.com/cmd/close-uri/v1"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errno()).isEqualTo(157);
  }

  @Test
  void fullQueueIs114WithoutRetryAfter() {
    for (int i = 0; i < 100; i++) {
      assertThat(send("tab " + i).status()).isEqualTo(200);
    }
    var refused = send("one more");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errno()).isEqualTo(114);
    assertThat(refused.header("Retry-After")).isEmpty();
    assertThat(waiting(phoneToken, "").path("messages")).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"payload\":{\"encrypted\":\"x\"},\"command\":\"c\"}",
        "{\"target\":\"00000000000000000000000000000000\",\"command\":\"c\"}",
        "{\"target\":\"00000000000000000000000000000000\",\"payload\":{\"encrypted\":\"x\"}}"
      })
  void missingMemberIs108(String body) {
    assertThat(desk().postText(INVOKE, body).errno()).isEqualTo(108);
  }

  @Test
  void payloadOverTheLimitIs107() {
    var answer = send("x".repeat(16 * 1024));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errno()).isEqualTo(107);
  }

  @Test
  void commandsNeedASession() {
    assertThat(site.client().get(COMMANDS).errno()).isEqualTo(110);
    assertThat(site.client().post(INVOKE, Map.of()).errno()).isEqualTo(110);
  }

  private AccountsClient.Answer send(String text) {
    return send(text, Map.of());
  }

  private AccountsClient.Answer send(String text, Map<String, Object> other) {
    var body = new HashMap<String, Object>(
        Map.of("command", OPEN_URI, "target", phoneId, "payload", Map.of("encrypted", text)));
    body.putAll(other);
    return desk().post(INVOKE, body);
  }

  private AccountsClient desk() {
    return site.client().withHawk(deskToken);
  }

  private JsonNode waiting(String token, String query) {
    return site.client().withHawk(token).get(COMMANDS + query).json();
  }

  private static String payload(JsonNode waiting, int index) {
    return waiting
        .path("messages")
        .get(index)
        .path("data")
        .path("payload")
        .path("encrypted")
        .asText();
  }

  private String register(String token, String name) {
    var body = Map.of("name", name, "availableCommands", Map.of(OPEN_URI, "{\"kid\":\"1\"}"));
    return site.client().withHawk(token).post(DEVICE, body).json().path("id").asText();
  }
}
