// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import firefoxsync.config.SignUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The device list over HTTP. */
class DevicesTest {
  private static final String DEVICE = "/auth/v1/account/device";
  private static final String DEVICES = "/auth/v1/account/devices";
  private static final String OPEN_URI = "https://identity.mozilla.com/cmd/open-uri";

  private AccountsSite site;
  private AccountsClient client;
  private AccountsClient.SignedUp account;
  private AccountsClient desk;

  @BeforeEach
  void start(@TempDir Path directory) {
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    client = site.client();
    account = client.signUp("ada@example.org");
    desk = client.withHawk(account.sessionToken());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void firstRegistrationMakesADevice() {
    var answer = desk.post(
        DEVICE,
        Map.of("name", "ada’s Firefox on host", "type", "desktop", "availableCommands", Map.of()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asText()).matches("[0-9a-f]{32}");
    assertThat(answer.json().path("name").asText()).isEqualTo("ada’s Firefox on host");
    assertThat(answer.json().path("type").asText()).isEqualTo("desktop");
    assertThat(answer.json().path("availableCommands").isObject()).isTrue();
    assertThat(answer.json().path("pushEndpointExpired").isBoolean()).isTrue();
  }

  @Test
  void secondRegistrationWithIdAddsTheCommands() {
    var id = register("Desk").path("id").asText();
    var commands = Map.of("id", id, "availableCommands", Map.of(OPEN_URI, "{\"kid\":\"1\"}"));
    var changed = desk.post(DEVICE, commands).json();
    assertThat(changed.path("id").asText()).isEqualTo(id);
    assertThat(changed.path("name").asText()).isEqualTo("Desk");
    assertThat(list().get(0).path("availableCommands").path(OPEN_URI).asText())
        .isEqualTo("{\"kid\":\"1\"}");
  }

  @Test
  void registrationWithoutIdUpdatesTheSessionsDevice() {
    var id = register("Desk").path("id").asText();
    assertThat(register("Table").path("id").asText()).isEqualTo(id);
    assertThat(list()).hasSize(1);
  }

  @Test
  void nullNameStaysAsItWas() {
    register("Desk");
    var answer = desk.postText(DEVICE, "{\"name\":null,\"pushCallback\":null}");
    assertThat(answer.json().path("name").asText()).isEqualTo("Desk");
  }

  @Test
  void unknownIdIs123() {
    var answer = desk.post(DEVICE, Map.of("id", "0".repeat(32), "name", "Desk"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errno()).isEqualTo(123);
  }

  @Test
  void idOfAnotherDeviceIs124WithTheOwnId() {
    var own = register("Desk").path("id").asText();
    var other = secondDevice().path("id").asText();
    var answer = desk.post(DEVICE, Map.of("id", other, "name", "Desk"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errno()).isEqualTo(124);
    assertThat(answer.json().path("deviceId").asText()).isEqualTo(own);
  }

  @Test
  void pushCallbackIsNotTaken() {
    var answer = desk.post(DEVICE, Map.of("name", "Desk", "pushCallback", "http://127.0.0.1:22/"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("pushCallback").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\\nb\"}",
        "{\"name\":1}",
        "{\"type\":\"toaster\"}",
        "{\"id\":\"x\"}",
        "{\"availableCommands\":[]}",
        "{\"availableCommands\":{\"a\":1}}"
      })
  void fieldOfAnotherFormIs107(String body) {
    var answer = desk.postText(DEVICE, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errno()).isEqualTo(107);
  }

  @Test
  void listMarksTheCurrentDevice() {
    register("Desk");
    secondDevice();
    var list = list();
    assertThat(list.findValuesAsText("name")).containsExactlyInAnyOrder("Desk", "Phone");
    for (var device : list) {
      assertThat(device.path("isCurrentDevice").asBoolean())
          .isEqualTo(device.path("name").asText().equals("Desk"));
      assertThat(device.path("lastAccessTime").isIntegralNumber()).isTrue();
      assertThat(device.path("location").isObject()).isTrue();
    }
  }

  @Test
  void idleDevicesAreLeftOutButNeverTheCurrentOne() {
    register("Desk");
    secondDevice();
    long later = site.clock.millis() + 1;
    var list = desk.get(DEVICES + "?filterIdleDevicesTimestamp=" + later).json();
    assertThat(list.findValuesAsText("name")).containsExactly("Desk");
  }

  @Test
  void useIsSeenInTheListAfterAWhile() {
    register("Desk");
    site.clock.advance(Duration.ofHours(1));
    desk.get(DEVICES);
    assertThat(list().get(0).path("lastAccessTime").asLong()).isEqualTo(site.clock.millis());
  }

  @Test
  void devicesOfOtherPeopleAreNotSeen() {
    register("Desk");
    var bea = client.withHawk(client.signUp("bea@example.org").sessionToken());
    assertThat(bea.get(DEVICES).json()).isEmpty();
  }

  @Test
  void destroyedDeviceLosesItsSession() {
    var phoneToken = client.login(account).json().path("sessionToken").asText();
    var phone = client.withHawk(phoneToken);
    var id = phone.post(DEVICE, Map.of("name", "Phone")).json().path("id").asText();
    assertThat(desk.post(DEVICE + "/destroy", Map.of("id", id)).raw().body()).isEqualTo("{}");
    assertThat(phone.get(DEVICES).errno()).isEqualTo(110);
    assertThat(desk.post(DEVICE + "/destroy", Map.of("id", id)).errno()).isEqualTo(123);
  }

  @Test
  void deviceOfAnotherPersonCannotBeDestroyed() {
    var id = register("Desk").path("id").asText();
    var bea = client.withHawk(client.signUp("bea@example.org").sessionToken());
    assertThat(bea.post(DEVICE + "/destroy", Map.of("id", id)).errno()).isEqualTo(123);
    assertThat(list()).hasSize(1);
  }

  @Test
  void attachedClientsNameTheDevice() {
    var id = register("Desk").path("id").asText();
    var shown = desk.get("/auth/v1/account/attached_clients").json().get(0);
    assertThat(shown.path("deviceId").asText()).isEqualTo(id);
    assertThat(shown.path("name").asText()).isEqualTo("Desk");
    assertThat(shown.path("deviceType").asText()).isEqualTo("desktop");
  }

  @Test
  void notificationIsTaken() {
    var payload = Map.of(
        "version",
        1,
        "command",
        "sync:collection_changed",
        "data",
        Map.of("collections", List.of("clients"), "reason", "firstsync"));
    var all = Map.of("to", "all", "excluded", List.of(), "payload", payload, "TTL", 0);
    var one = Map.of("to", List.of("0".repeat(32)), "payload", payload);
    assertThat(desk.post(DEVICES + "/notify", all).raw().body()).isEqualTo("{}");
    assertThat(desk.post(DEVICES + "/notify", one).status()).isEqualTo(200);
    assertThat(desk.post(DEVICES + "/notify", Map.of("to", "all")).errno()).isEqualTo(108);
  }

  private JsonNode register(String name) {
    return desk.post(DEVICE, Map.of("name", name, "type", "desktop")).json();
  }

  private JsonNode secondDevice() {
    var token = client.login(account).json().path("sessionToken").asText();
    var body = Map.of("name", "Phone", "type", "mobile");
    return client.withHawk(token).post(DEVICE, body).json();
  }

  private JsonNode list() {
    return desk.get(DEVICES).json();
  }
}
