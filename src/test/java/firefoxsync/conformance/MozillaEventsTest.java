// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static firefoxsync.conformance.MozillaSite.ADA;
import static firefoxsync.conformance.MozillaStandIn.SECOND_KEY;
import static firefoxsync.conformance.MozillaStandIn.STRANGERS_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.ConfigException;
import firefoxsync.conformance.AccountsClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account events webhook, clause by clause. */
class MozillaEventsTest {
  private static final String PATH = "/1.0/webhooks/fxa/events";
  private static final String EVENT = "https://schemas.accounts.firefox.com/event/";
  private static final Map<String, Object> DELETE_USER = Map.of(EVENT + "delete-user", Map.of());

  private MozillaSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    var keys = Files.writeString(
        directory.resolve("keys.json"), new JWKSet(SECOND_KEY.toPublicJWK()).toString());
    site = new MozillaSite(
        directory,
        """
        [mozilla_accounts.events]
        client_id = "our-client"
        keys_file = "%s"
        """
            .formatted(keys));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void passwordChangeEndsOlderGenerations() {
    assertThat(ask(1000).status()).isEqualTo(200);
    assertTaken(passwordChange(3000));
    assertThat(ask(2998).raw().body()).contains("\"status\":\"invalid-generation\"");
    assertThat(ask(2999).status()).isEqualTo(200);
    assertTaken(passwordChange(2000));
    assertThat(ask(2999).status()).isEqualTo(200);
  }

  @Test
  void deletedUserIsShutOutForGood() {
    assertThat(ask(1000).status()).isEqualTo(200);
    assertTaken(send(claims(DELETE_USER)));
    assertThat(ask(5000).raw().body()).contains("\"status\":\"invalid-generation\"");
  }

  @Test
  void otherEventsAreIgnored() {
    assertTaken(send(claims(Map.of(EVENT + "profile-change", Map.of(), "x", 1))));
    assertTaken(
        send(claims(Map.of(EVENT + "password-change", Map.of("changeTime", "not a number")))));
    assertThat(ask(1000).status()).isEqualTo(200);
  }

  @Test
  void eventsOfAnybodyElseAreRefused() {
    assertThat(ask(1000).status()).isEqualTo(200);
    assertRefused(send(claims(DELETE_USER), STRANGERS_KEY));
    assertRefused(send(claims(DELETE_USER).audience("another-client")));
    assertRefused(send(claims(DELETE_USER).issuer("https://accounts.example.org")));
    assertRefused(send(claims(DELETE_USER).subject("ada@example.org")));
    assertRefused(send(claims(DELETE_USER).claim("events", null)));
    assertRefused(site.client().withHeader("Authorization", "Bearer x").postText(PATH, ""));
    assertThat(site.client().postText(PATH, "").status()).isEqualTo(401);
    assertThat(ask(1000).status()).isEqualTo(200);
  }

  @Test
  void accessTokenIsNoEvent() {
    assertRefused(send(site.mozilla.claims(ADA)));
  }

  @Test
  void withoutConfigurationThereIsNoSuchPath(@TempDir Path other) throws IOException {
    try (var silent = new MozillaSite(other, "")) {
      assertThat(silent.client().postText(PATH, "").status()).isEqualTo(404);
    }
  }

  @Test
  void fileWithoutKeysIsAMistakeOfTheConfiguration(@TempDir Path other) throws IOException {
    var none = Files.writeString(other.resolve("keys.json"), "{\"keys\":[]}");
    var events = "[mozilla_accounts.events]\nclient_id = \"us\"\nkeys_file = \"" + none + "\"";
    assertThatThrownBy(() -> new MozillaSite(other, events))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("mozilla_accounts.events.keys_file");
    var arguments = new String[] {"check", "--config", other + "/firefox-sync.toml"};
    assertThat(FirefoxSync.run(arguments)).isEqualTo(1);
  }

  private Answer passwordChange(long changeTime) {
    return send(claims(Map.of(EVENT + "password-change", Map.of("changeTime", changeTime))));
  }

  private static JWTClaimsSet.Builder claims(Map<String, Object> events) {
    return new JWTClaimsSet.Builder()
        .subject(ADA)
        .issuer(MozillaStandIn.ISSUER)
        .audience("our-client")
        .claim("events", events);
  }

  private Answer send(JWTClaimsSet.Builder claims) {
    return send(claims, SECOND_KEY);
  }

  private Answer send(JWTClaimsSet.Builder claims, RSAKey key) {
    var token =
        MozillaStandIn.sign(MozillaStandIn.header("secevent+jwt", "second"), claims.build(), key);
    return site.client().withHeader("Authorization", "Bearer " + token).postText(PATH, "");
  }

  private Answer ask(long generation) {
    return site.ask(site.mozilla.token(ADA, claims -> claims.claim("fxa-generation", generation)));
  }

  private static void assertTaken(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEmpty();
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.raw().body()).contains("\"status\":\"invalid-credentials\"");
  }
}
