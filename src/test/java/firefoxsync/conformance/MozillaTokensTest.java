// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static firefoxsync.conformance.MozillaSite.ADA;
import static firefoxsync.conformance.MozillaStandIn.FIRST_KEY;
import static firefoxsync.conformance.MozillaStandIn.SECOND_KEY;
import static firefoxsync.conformance.MozillaStandIn.STRANGERS_KEY;
import static firefoxsync.conformance.MozillaStandIn.header;
import static firefoxsync.conformance.MozillaStandIn.sign;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import firefoxsync.conformance.AccountsClient.Answer;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.token.AccessTokenVerifier;
import firefoxsync.token.SyncToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of Mozilla accounts, clause by clause, over real HTTP on both sides. */
@Timeout(120)
class MozillaTokensTest {
  private static final String SCOPE = AccessTokenVerifier.SYNC_SCOPE;
  private static final String REFUSED = body("invalid-credentials", "Unauthorized");
  private static final String UNAVAILABLE = body("error", "Resource is not available");

  private MozillaSite site;
  private MozillaStandIn mozilla;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    site = new MozillaSite(directory, "[sync]\ntoken_duration_seconds = 1800");
    mozilla = site.mozilla;
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void signedTokenOfAnAllowedAccountBuysStorage() {
    var answer = site.ask(mozilla.token(ADA));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("api_endpoint").asText())
        .isEqualTo("http://localhost:5000/1.5/" + answer.json().get("uid").asLong());
    assertThat(site.ask(mozilla.token(ADA)).json().get("uid"))
        .isEqualTo(answer.json().get("uid"));
    assertThat(mozilla.askedForKeys()).isEqualTo(1);
    assertThat(mozilla.askedToVerify()).isZero();
  }

  @Test
  void storageTakesTheTokenThatWasBought() {
    var bought = site.ask(mozilla.token(ADA)).json();
    var path = "/1.5/" + bought.get("uid").asLong() + "/info/collections";
    var header = SigningClient.authorization(
        new HawkTarget("GET", path, "localhost", 5000),
        new SyncToken.Signed(bought.get("id").asText(), bought.get("key").asText()),
        site.clock.instant().getEpochSecond(),
        Optional.empty());
    var answer = site.client().withHeader("Authorization", header).get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEqualTo("{}");
  }

  @Test
  void tokensLiveAsLongAsTheConfigurationSays() {
    assertThat(site.ask(mozilla.token(ADA)).json().get("duration").asLong()).isEqualTo(1800);
    var longer = site.client()
        .withHeaders(Map.of("Authorization", "Bearer " + mozilla.token(ADA), "X-KeyID", "1000-qqo"))
        .get(MozillaSite.PATH + "?duration=3600");
    assertThat(longer.json().get("duration").asLong()).isEqualTo(1800);
  }

  @Test
  void algorithmIsRs256Only() throws Exception {
    var claims = mozilla.claims(ADA).build();
    var type = new JOSEObjectType("at+jwt");
    var mac = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), claims);
    mac.sign(new MACSigner(FIRST_KEY.toRSAPublicKey().getEncoded()));
    var longer =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS512).type(type).build(), claims);
    longer.sign(new RSASSASigner(FIRST_KEY));

    assertRefused(site.ask(mac.serialize()));
    assertRefused(site.ask(longer.serialize()));
    assertRefused(site.ask(new PlainJWT(claims).serialize()));
    assertThat(mozilla.askedToVerify()).isZero();
  }

  @Test
  void signatureOfAStrangerIsRefused() {
    var claims = mozilla.claims(ADA).build();
    assertRefused(site.ask(sign(header("at+jwt", "first"), claims, STRANGERS_KEY)));
    var token = mozilla.token(ADA);
    assertRefused(site.ask(token.substring(0, token.length() - 8) + "AAAAAAAA"));
    assertThat(mozilla.askedToVerify()).isZero();
  }

  @Test
  void expiredTokenIsRefusedWithoutAskingAnybody() {
    var token = mozilla.token(ADA);
    site.clock.advance(Duration.ofSeconds(3661));
    assertRefused(site.ask(token));
    assertRefused(site.ask(mozilla.token(ADA, claims -> claims.expirationTime(null))));
    assertThat(mozilla.askedForKeys() + mozilla.askedToVerify()).isZero();
  }

  @Test
  void expiryHasAMinuteOfLeeway() {
    var token = mozilla.token(ADA);
    site.clock.advance(Duration.ofSeconds(3658));
    assertThat(site.ask(token).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
  void typeIsComparedWithoutCaseAndPrefix(String type) {
    assertThat(site.ask(sign(header(type, "first"), mozilla.claims(ADA).build(), FIRST_KEY))
            .status())
        .isEqualTo(200);
  }

  @Test
  void otherTypesAreRefused() {
    var claims = mozilla.claims(ADA).build();
    assertRefused(site.ask(sign(header("JWT", "first"), claims, FIRST_KEY)));
    assertRefused(site.ask(sign(header("text/at+jwt", "first"), claims, FIRST_KEY)));
    assertRefused(
        site.ask(sign(new JWSHeader.Builder(JWSAlgorithm.RS256).build(), claims, FIRST_KEY)));
  }

  @Test
  void issuerMustBeTheConfiguredOne() {
    assertRefused(site.ask(mozilla.token(ADA, c -> c.issuer("https://accounts.example.org"))));
    assertRefused(site.ask(mozilla.token(ADA, c -> c.issuer(null))));
  }

  @Test
  void audienceAndNotBeforeAreNotLookedAt() {
    var later = Date.from(site.clock.instant().plusSeconds(1000));
    assertThat(site.ask(mozilla.token(ADA, c -> c.notBeforeTime(later).audience("x")))
            .status())
        .isEqualTo(200);
  }

  @Test
  void subjectMustBeAnAccountId() {
    assertRefused(site.ask(mozilla.token("ada@example.org")));
    assertRefused(site.ask(mozilla.token(ADA + "0")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile " + SCOPE, "profile," + SCOPE, SCOPE + "\tprofile", " " + SCOPE})
  void scopesAreSplitAtSpacesAndCommas(String scope) {
    assertThat(site.ask(mozilla.token(ADA, c -> c.claim("scope", scope))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile", "", "https://identity.mozilla.com/apps", SCOPE + "/more"})
  void otherScopesAreRefused(String scope) {
    assertRefused(site.ask(mozilla.token(ADA, c -> c.claim("scope", scope))));
  }

  @Test
  void generationOfTheTokenMayNotGoBack() {
    assertThat(
            site.ask(mozilla.token(ADA, c -> c.claim("fxa-generation", 2000))).status())
        .isEqualTo(200);
    var older = site.ask(mozilla.token(ADA, c -> c.claim("fxa-generation", 1999)));
    assertThat(older.raw().body()).isEqualTo(body("invalid-generation", "Unauthorized"));
    var silent = site.ask(mozilla.token(ADA, c -> c.claim("fxa-generation", null)));
    assertThat(silent.status()).isEqualTo(200);
  }

  @Test
  void newKeysNeedANewerGenerationAndGetAnotherUid() {
    var before = site.ask(mozilla.token(ADA), "1000-qqo").json().get("uid");
    assertThat(site.ask(mozilla.token(ADA), "1001-u7s").status()).isEqualTo(401);
    var newer = mozilla.token(ADA, c -> c.claim("fxa-generation", 2000));
    assertThat(site.ask(newer, "2000-u7s").json().get("uid")).isNotEqualTo(before);
  }

  @Test
  void tokenWithoutKeyIdIsTriedWithEveryKey() {
    mozilla.publish(SECOND_KEY.toPublicJWK(), FIRST_KEY.toPublicJWK());
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType("at+jwt"))
        .build();
    assertThat(site.ask(sign(header, mozilla.claims(ADA).build(), FIRST_KEY)).status())
        .isEqualTo(200);
  }

  @Test
  void unknownKeyIsLookedUpOnceInAFewMinutes() {
    site.ask(mozilla.token(ADA));
    mozilla.publish(FIRST_KEY.toPublicJWK(), SECOND_KEY.toPublicJWK());
    site.clock.advance(Duration.ofMinutes(3));
    assertThat(site.ask(bySecondKey()).status()).isEqualTo(200);
    assertThat(mozilla.askedForKeys()).isEqualTo(2);

    var claims = mozilla.claims(ADA).build();
    for (int i = 0; i < 20; i++) {
      assertRefused(site.ask(sign(header("at+jwt", "unknown" + i), claims, STRANGERS_KEY)));
    }
    assertThat(mozilla.askedForKeys()).isEqualTo(2);
  }

  @Test
  void keysAreFetchedAgainAfterSomeHoursAndOldOnesForgotten() {
    site.ask(mozilla.token(ADA));
    mozilla.publish(SECOND_KEY.toPublicJWK());
    site.clock.advance(Duration.ofHours(6));
    assertRefused(site.ask(mozilla.token(ADA)));
    assertThat(site.ask(bySecondKey()).status()).isEqualTo(200);
    assertThat(mozilla.askedForKeys()).isEqualTo(2);
  }

  @Test
  void knownKeysGoOnWhenMozillaIsGone() {
    assertThat(site.ask(mozilla.token(ADA)).status()).isEqualTo(200);
    mozilla.close();
    site.clock.advance(Duration.ofDays(2));
    assertThat(site.ask(mozilla.token(ADA)).status()).isEqualTo(200);
  }

  @Test
  void knownKeysGoOnWhenMozillaTellsNone() {
    site.ask(mozilla.token(ADA));
    mozilla.publishText("{\"keys\":[]}");
    site.clock.advance(Duration.ofHours(7));
    assertThat(site.ask(mozilla.token(ADA)).status()).isEqualTo(200);
  }

  @Test
  void manyFirstRequestsFetchTheKeysOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    var answers = new ArrayList<Future<Answer>>();
    for (int i = 0; i < 8; i++) {
      answers.add(threads.submit(() -> site.ask(mozilla.token(ADA))));
    }
    for (var answer : answers) {
      assertThat(answer.get().status()).isEqualTo(200);
    }
    threads.shutdown();
    assertThat(mozilla.askedForKeys()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"keys\":[]}", "{\"keys\":[{\"key\":1}]}", "{}", "not JSON", ""})
  void mozillaIsAskedAboutTheTokenWhenItsKeysAreOfNoUse(String keys) {
    mozilla.publishText(keys);
    mozilla.vouch(Map.of("user", ADA, "scope", List.of(SCOPE), "client_id", "x"));
    assertThat(site.ask(mozilla.token(ADA)).status()).isEqualTo(200);
    assertThat(mozilla.askedToVerify()).isEqualTo(1);
  }

  @Test
  void mozillaIsAskedAboutTokensThatAreNoJwt() {
    mozilla.vouch(Map.of("user", ADA, "scope", List.of("profile", SCOPE), "generation", 1000));
    var token = "{\"user\": \"ada\", \"scope\": [\"a b\"]}";
    assertThat(site.ask(token).status()).isEqualTo(200);
    assertThat(mozilla.lastBody()).isEqualTo(MozillaStandIn.json(Map.of("token", token)));

    assertThat(site.ask(mozilla.token(ADA, c -> c.subject(null))).status()).isEqualTo(200);
    assertThat(site.ask(mozilla.token(ADA, c -> c.claim("scope", null))).status())
        .isEqualTo(200);
    assertThat(mozilla.askedToVerify()).isEqualTo(3);
  }

  @Test
  void verdictsAreNotKept() {
    mozilla.vouch(Map.of("user", ADA, "scope", List.of(SCOPE)));
    assertThat(site.ask("opaque").status()).isEqualTo(200);
    mozilla.verifyWith(400, "{}");
    assertRefused(site.ask("opaque"));
  }

  @Test
  void generationThatMozillaTellsCounts() {
    var answer = new HashMap<String, Object>(Map.of("user", ADA, "scope", List.of(SCOPE)));
    answer.put("generation", 2000);
    mozilla.vouch(answer);
    assertThat(site.ask("opaque").status()).isEqualTo(200);
    answer.put("generation", 1999);
    mozilla.vouch(answer);
    assertThat(site.ask("opaque").raw().body())
        .isEqualTo(body("invalid-generation", "Unauthorized"));
    answer.put("generation", null);
    mozilla.vouch(answer);
    assertThat(site.ask("opaque").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "[]",
        "{}",
        "{\"user\":1,\"scope\":[]}",
        "{\"user\":\"ada@example.org\",\"scope\":[\"" + SCOPE + "\"]}",
        "{\"user\":\"ada0ada0ada0ada0ada0ada0ada0ada0\",\"scope\":\"" + SCOPE + "\"}",
        "{\"user\":\"ada0ada0ada0ada0ada0ada0ada0ada0\",\"scope\":[\"profile\"]}",
        "{\"user\":\"ada0ada0ada0ada0ada0ada0ada0ada0\"}"
      })
  void answerThatVouchesForNobodyIsARefusal(String body) {
    mozilla.verifyWith(200, body);
    assertRefused(site.ask("opaque"));
  }

  @Test
  void noOfMozillaIsARefusal() {
    for (int status : new int[] {400, 401, 404}) {
      mozilla.verifyWith(status, "{}");
      assertRefused(site.ask("opaque"));
    }
  }

  @Test
  void verifierThatFailsOrIsGoneIsUnavailable() {
    mozilla.verifyWith(502, "");
    assertUnavailable(site.ask("opaque"));
    mozilla.verifyWith(429, "");
    assertUnavailable(site.ask("opaque"));
    mozilla.close();
    assertUnavailable(site.ask("opaque"));
    assertUnavailable(site.ask(mozilla.token(ADA)));
  }

  @Test
  void slowVerifierHoldsFewAndNotTheOthers() throws Exception {
    var asked = new CountDownLatch(3);
    mozilla.verifyNever(asked::countDown);
    var threads = Executors.newFixedThreadPool(3);
    var waiting = new ArrayList<Future<Answer>>();
    for (int i = 0; i < 3; i++) {
      waiting.add(threads.submit(() -> site.ask("opaque")));
    }
    asked.await();

    assertUnavailable(site.ask("opaque"));
    assertThat(site.ask(mozilla.token(ADA)).status()).isEqualTo(200);
    assertThat(site.client().get("/auth/v1/session/status").status()).isEqualTo(401);
    for (var answer : waiting) {
      assertUnavailable(answer.get());
    }
    threads.shutdown();
  }

  @Test
  void tokensLikeOurOwnAreShownToNobody() {
    mozilla.vouch(Map.of("user", ADA, "scope", List.of(SCOPE)));
    assertRefused(site.ask("a".repeat(64)));
    assertThat(mozilla.askedToVerify()).isZero();
  }

  private String bySecondKey() {
    return sign(header("at+jwt", "second"), mozilla.claims(ADA).build(), SECOND_KEY);
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.raw().body()).isEqualTo(REFUSED);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.raw().body()).isEqualTo(UNAVAILABLE);
    assertThat(answer.header("Retry-After")).hasValue("30");
    assertThat(answer.header("X-Timestamp")).isPresent();
  }

  private static String body(String status, String description) {
    return "{\"status\":\"%s\",\"errors\":[{\"location\":\"body\",\"name\":\"\",\"description\":\"%s\"}]}"
        .formatted(status, description);
  }
}
