// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session tokens over HTTP: HAWK and bearer, status, destruction, attached clients. */
class SessionsTest {
  private static final String STATUS = "/auth/v1/session/status";
  private static final String DESTROY = "/auth/v1/session/destroy";
  private static final String CLIENTS = "/auth/v1/account/attached_clients";

  private AccountsSite site;
  private AccountsClient client;
  private AccountsClient.SignedUp account;

  @BeforeEach
  void start(@TempDir Path directory) {
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    client = site.client();
    account = client.signUp("ada@example.org");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void hawkOfTheSessionTokenIsAccepted() {
    var answer = client.withHawk(account.sessionToken()).get(STATUS);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("state").asText()).isEqualTo("verified");
    assertThat(answer.json().path("uid").asText()).isEqualTo(account.uid());
  }

  @Test
  void bearerOfTheTokenIdIsAccepted() {
    assertThat(client.withBearer(account.sessionToken()).get(STATUS).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer fxs_", "Bearer fxs_zz", "Bearer abc", "Basic YTpi", "Hawk", "x", ""})
  void otherAuthorizationIs401(String authorization) {
    var answer = client.withHeader("Authorization", authorization).get(STATUS);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.errno()).isIn(109, 110);
  }

  @Test
  void missingAuthorizationIs110() {
    assertRefused(client.get(STATUS), 110);
  }

  @Test
  void unknownTokenIs110() {
    assertRefused(client.withHawk("ab".repeat(32)).get(STATUS), 110);
    assertRefused(client.withBearer("ab".repeat(32)).get(STATUS), 110);
  }

  @Test
  void tokenItselfIsNoBearer() {
    var answer = client
        .withHeader("Authorization", "Bearer fxs_" + account.sessionToken())
        .get(STATUS);
    assertRefused(answer, 110);
  }

  @Test
  void wrongMacIs109() {
    var id = HexFormat.of().formatHex(AccountsClient.id("sessionToken", account.sessionToken()));
    var header = "Hawk id=\"%s\", ts=\"%d\", nonce=\"n\", mac=\"AAAA\""
        .formatted(id, site.clock.instant().getEpochSecond());
    assertRefused(client.withHeader("Authorization", header).get(STATUS), 109);
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, 60})
  void clockThatIsAMinuteOffIsAccepted(long seconds) {
    var off = Clock.offset(site.clock, Duration.ofSeconds(seconds));
    assertThat(hawkAt(off).get(STATUS).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {-61, 61, 3600})
  void clockThatIsFurtherOffIs111WithTheServersTime(long seconds) {
    var off = Clock.offset(site.clock, Duration.ofSeconds(seconds));
    var answer = hawkAt(off).get(STATUS);
    assertRefused(answer, 111);
    assertThat(answer.json().path("serverTime").asLong())
        .isEqualTo(site.clock.instant().getEpochSecond());
    // With it, a browser would not repeat the request with its clock set right.
    assertThat(answer.header("Retry-After")).isEmpty();
  }

  @Test
  void bodyThatWasNotSignedIs109() {
    var signed = client.withHawk(account.sessionToken());
    assertRefused(signed.postForged(DESTROY, "{}", "{ }"), 109);
    assertThat(signed.get(STATUS).status()).isEqualTo(200);
  }

  @Test
  void queryIsSignedToo() {
    var signed = client.withHawk(account.sessionToken());
    assertThat(
            signed.get("/auth/v1/account/devices?filterIdleDevicesTimestamp=1").status())
        .isEqualTo(200);
    assertThat(signed.postText(DESTROY + "?service=sync", "{}").status()).isEqualTo(200);
  }

  @Test
  void destroyedSessionIs110AtOnce() {
    var signed = client.withHawk(account.sessionToken());
    var answer = signed.post(DESTROY, Map.of());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEqualTo("{}");
    assertRefused(signed.get(STATUS), 110);
    assertRefused(client.withBearer(account.sessionToken()).get(STATUS), 110);
  }

  @Test
  void anotherSessionIsDestroyedByItsTokenId() {
    var other = client.login(account).json().path("sessionToken").asText();
    var id = HexFormat.of().formatHex(AccountsClient.id("sessionToken", other));
    var signed = client.withHawk(account.sessionToken());
    assertThat(signed.post(DESTROY, Map.of("customSessionToken", id)).status()).isEqualTo(200);
    assertRefused(client.withHawk(other).get(STATUS), 110);
    assertThat(signed.get(STATUS).status()).isEqualTo(200);
  }

  @Test
  void sessionOfAnotherPersonCannotBeDestroyed() {
    var bea = client.signUp("bea@example.org");
    var id = HexFormat.of().formatHex(AccountsClient.id("sessionToken", bea.sessionToken()));
    var signed = client.withHawk(account.sessionToken());
    assertRefused(signed.post(DESTROY, Map.of("customSessionToken", id)), 110);
    assertThat(client.withHawk(bea.sessionToken()).get(STATUS).status()).isEqualTo(200);
  }

  @Test
  void attachedClientsShowEverySessionAndWhichIsThis() {
    client.login(account);
    var answer = client.withHawk(account.sessionToken()).get(CLIENTS);
    assertThat(answer.json()).hasSize(2);
    assertThat(answer.json().findValuesAsText("isCurrentSession"))
        .containsExactlyInAnyOrder("true", "false");
    var first = answer.json().get(0);
    assertThat(first.has("deviceType")).isTrue();
    assertThat(first.path("userAgent").asText()).isEqualTo("Firefox/153.0");
    assertThat(first.path("createdTime").asLong()).isEqualTo(site.clock.millis());
  }

  @Test
  void idsOfAttachedClientsAreNoCredentials() {
    var shown = client
        .withHawk(account.sessionToken())
        .get(CLIENTS)
        .json()
        .get(0)
        .path("sessionTokenId")
        .asText();
    assertThat(shown).matches("[0-9a-f]{64}");
    var answer = client.withHeader("Authorization", "Bearer fxs_" + shown).get(STATUS);
    assertRefused(answer, 110);
  }

  @Test
  void attachedClientIsDisconnectedByTheIdThatIsShown() {
    var other = client.login(account).json().path("sessionToken").asText();
    var signed = client.withHawk(account.sessionToken());
    for (var shown : signed.get(CLIENTS).json()) {
      if (!shown.path("isCurrentSession").asBoolean()) {
        signed.post(
            "/auth/v1/account/attached_client/destroy",
            Map.of("sessionTokenId", shown.path("sessionTokenId").asText()));
      }
    }
    assertRefused(client.withHawk(other).get(STATUS), 110);
    assertThat(signed.get(CLIENTS).json()).hasSize(1);
  }

  private AccountsClient hawkAt(Clock clock) {
    return client.withHawk(account.sessionToken()).at(clock);
  }

  private static void assertRefused(AccountsClient.Answer answer, int errno) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.errno()).isEqualTo(errno);
  }
}
