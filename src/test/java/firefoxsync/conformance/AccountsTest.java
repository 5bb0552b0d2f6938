// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts over HTTP: making, opening, asking about and deleting one. */
class AccountsTest {
  private static final String WRONG = "ff".repeat(32);

  private AccountsSite site;
  private AccountsClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    client = site.client();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void signUpAnswersWithUidAndTokens() {
    var answer = client.signUp("ada@example.org").answer();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("uid").asText()).matches("[0-9a-f]{32}");
    assertThat(answer.json().path("sessionToken").asText()).matches("[0-9a-f]{64}");
    assertThat(answer.json().path("keyFetchToken").asText()).matches("[0-9a-f]{64}");
    assertThat(answer.json().path("authAt").asLong())
        .isEqualTo(site.clock.instant().getEpochSecond());
    assertThat(answer.json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void keysAreHandedOutOnlyWhenAskedFor() {
    var account = client.signUp("ada@example.org");
    var answer = client.post(
        "/auth/v1/account/login", Map.of("email", account.email(), "authPW", account.authPw()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().has("keyFetchToken")).isFalse();
  }

  @Test
  void secondAccountOfAnAddressIs101() {
    client.signUp("ada@example.org");
    assertRefused(client.signUp(" ADA@example.org ").answer(), 400, 101);
  }

  @Test
  void passwordOfVersion1IsRefusedWithWhatToSend() {
    var answer =
        client.post("/auth/v1/account/create", Map.of("email", "ada@example.org", "authPW", WRONG));
    assertRefused(answer, 400, 107);
    assertThat(answer.json().path("validation").asText()).contains("authPWVersion2");
  }

  @Test
  void signUpWithoutAnAddressIs108() {
    assertRefused(client.post("/auth/v1/account/create", Map.of()), 400, 108);
  }

  @Test
  void saltOfAnotherFormIs107() {
    var answer = client.post(
        "/auth/v1/account/create",
        Map.of(
            "email",
            "ada@example.org",
            "authPWVersion2",
            WRONG,
            "wrapKbVersion2",
            WRONG,
            "clientSalt",
            "salt"));
    assertRefused(answer, 400, 107);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"x\"", "{} {}"})
  void bodyThatIsNoObjectIs106(String body) {
    assertRefused(client.postText("/auth/v1/account/login", body), 400, 106);
  }

  @Test
  void loginGivesTheKeysOfSignUp() {
    var account = client.signUp("ada@example.org");
    var login = client.login(account).json();
    var first = fetchKeys(account.keyFetchToken());
    assertThat(login.path("uid").asText()).isEqualTo(account.uid());
    assertThat(first).endsWith(account.wrapKb());
    assertThat(fetchKeys(login.path("keyFetchToken").asText())).isEqualTo(first);
  }

  @Test
  void keysAreFetchedOnce() {
    var token = client.signUp("ada@example.org").keyFetchToken();
    var signed = client.withHawk("keyFetchToken", token);
    assertThat(signed.get("/auth/v1/account/keys").status()).isEqualTo(200);
    assertRefused(signed.get("/auth/v1/account/keys"), 401, 110);
  }

  @Test
  void keysAreFetchedByBearerToo() {
    var account = client.signUp("ada@example.org");
    var id = HexFormat.of().formatHex(AccountsClient.id("keyFetchToken", account.keyFetchToken()));
    var answer =
        client.withHeader("Authorization", "Bearer fxk_" + id).get("/auth/v1/account/keys");
    assertThat(AccountsClient.openBundle(account.keyFetchToken(), bundle(answer)))
        .endsWith(account.wrapKb());
  }

  @Test
  void sessionTokenFetchesNoKeys() {
    var account = client.signUp("ada@example.org");
    var answer = client.withHawk(account.sessionToken()).get("/auth/v1/account/keys");
    assertRefused(answer, 401, 110);
  }

  @Test
  void wrongPasswordIs103() {
    client.signUp("ada@example.org");
    var answer =
        client.post("/auth/v1/account/login", Map.of("email", "ada@example.org", "authPW", WRONG));
    assertRefused(answer, 400, 103);
  }

  @Test
  void unknownAccountIs102() {
    var answer =
        client.post("/auth/v1/account/login", Map.of("email", "bea@example.org", "authPW", WRONG));
    assertRefused(answer, 400, 102);
  }

  @Test
  void guessingIs114WithTheWaitInBodyAndHeader() {
    client.signUp("ada@example.org");
    var guess = Map.of("email", "ada@example.org", "authPW", WRONG);
    for (int i = 0; i < 10; i++) {
      assertThat(client.post("/auth/v1/account/login", guess).errno()).isEqualTo(103);
    }
    var answer = client.post("/auth/v1/account/login", guess);
    assertRefused(answer, 429, 114);
    assertThat(answer.json().path("retryAfter").asInt()).isEqualTo(900);
    assertThat(answer.header("Retry-After")).contains("900");
  }

  @Test
  void credentialsStatusTellsTheSalt() {
    var account = client.signUp("ada@example.org");
    var status =
        client.post("/auth/v1/account/credentials/status", Map.of("email", "Ada@Example.Org"));
    assertThat(status.json().path("upgradeNeeded").asBoolean(true)).isFalse();
    assertThat(status.json().path("currentVersion").asText()).isEqualTo("v2");
    assertThat(status.json().path("clientSalt").asText()).isEqualTo(account.salt());
  }

  @Test
  void credentialsStatusOfAStrangerLooksTheSameEachTime() {
    var email = Map.of("email", "bea@example.org");
    var first = client.post("/auth/v1/account/credentials/status", email).json();
    var second = client.post("/auth/v1/account/credentials/status", email).json();
    assertThat(first).isEqualTo(second);
    assertThat(first.path("clientSalt").asText())
        .matches("identity\\.mozilla\\.com/picl/v1/quickStretchV2:[0-9a-f]{32}");
  }

  @Test
  void statusByUidTellsWhetherTheAccountExists() {
    var account = client.signUp("ada@example.org");
    assertThat(exists(client.get("/auth/v1/account/status?uid=" + account.uid())))
        .isTrue();
    assertThat(exists(client.get("/auth/v1/account/status?uid=" + "0".repeat(32))))
        .isFalse();
  }

  // A browser that is told "exists: false" forgets the account.
  @ParameterizedTest
  @ValueSource(strings = {"", "?uid=", "?uid=xyz", "?uid=%20"})
  void statusOfAMalformedUidIsAnErrorAndNotAbsence(String query) {
    var answer = client.get("/auth/v1/account/status" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().has("exists")).isFalse();
  }

  @Test
  void statusByAddressTellsWhetherTheAccountExists() {
    client.signUp("ada@example.org");
    var path = "/auth/v1/account/status";
    assertThat(exists(client.post(path, Map.of("email", "ada@example.org")))).isTrue();
    assertThat(exists(client.post(path, Map.of("email", "bea@example.org")))).isFalse();
  }

  @Test
  void deletedAccountIsGoneForEverybody() {
    var account = client.signUp("ada@example.org");
    var signed = client.withHawk(account.sessionToken());
    var answer = client.post(
        "/auth/v1/account/destroy", Map.of("email", account.email(), "authPW", account.authPw()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().body()).isEqualTo("{}");
    assertRefused(signed.get("/auth/v1/session/status"), 401, 110);
    assertThat(exists(client.get("/auth/v1/account/status?uid=" + account.uid())))
        .isFalse();
  }

  @Test
  void deletionWithAWrongPasswordIs103() {
    var account = client.signUp("ada@example.org");
    var answer =
        client.post("/auth/v1/account/destroy", Map.of("email", account.email(), "authPW", WRONG));
    assertRefused(answer, 400, 103);
    assertThat(exists(client.get("/auth/v1/account/status?uid=" + account.uid())))
        .isTrue();
  }

  @Test
  void addressIsShownAsTyped() {
    var account = client.signUp(" Ada@Example.org");
    var signed = client.withHawk(account.sessionToken());
    var profile = signed.get("/auth/v1/account/profile").json();
    var status = signed.get("/auth/v1/recovery_email/status").json();
    assertThat(profile.path("email").asText()).isEqualTo("Ada@Example.org");
    assertThat(status.path("email").asText()).isEqualTo("Ada@Example.org");
    assertThat(status.path("verified").asBoolean()).isTrue();
  }

  @Test
  void randomBytesAre32EachTime() {
    var first =
        client.postText("/auth/v1/get_random_bytes", "").json().path("data").asText();
    var second =
        client.post("/auth/v1/get_random_bytes", Map.of()).json().path("data").asText();
    assertThat(first).matches("[0-9a-f]{64}").isNotEqualTo(second);
  }

  @Test
  void everyAnswerTellsTheTimeAndStaysOutOfCaches() {
    var answer = client.get("/auth/v1/account/status");
    assertThat(answer.header("Timestamp"))
        .contains(Long.toString(site.clock.instant().getEpochSecond()));
    assertThat(answer.header("Date")).isPresent();
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void unknownPathIs404WithErrno116() {
    assertRefused(client.get("/auth/v1/nothing"), 404, 116);
  }

  @Test
  void errorHasTheMembersThatClientsRead() {
    var json = client.get("/auth/v1/session/status").json();
    assertThat(json.path("code").isInt()).isTrue();
    assertThat(json.path("errno").isInt()).isTrue();
    assertThat(json.path("error").asText()).isEqualTo("Unauthorized");
    assertThat(json.path("message").isTextual()).isTrue();
    assertThat(json.path("info").isTextual()).isTrue();
  }

  @Test
  void signUpThatIsClosedIs403(@TempDir Path directory) {
    try (var closed = new AccountsSite(directory, SignUp.CLOSED, token -> Optional.empty())) {
      assertRefused(closed.client().signUp("ada@example.org").answer(), 403, 116);
    }
  }

  private String fetchKeys(String keyFetchToken) {
    var answer = client.withHawk("keyFetchToken", keyFetchToken).get("/auth/v1/account/keys");
    return AccountsClient.openBundle(keyFetchToken, bundle(answer));
  }

  private static String bundle(AccountsClient.Answer answer) {
    var bundle = answer.json().path("bundle").asText();
    assertThat(bundle).matches("[0-9a-f]{192}");
    return bundle;
  }

  private static boolean exists(AccountsClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("exists").isBoolean()).isTrue();
    return answer.json().path("exists").asBoolean();
  }

  private static void assertRefused(AccountsClient.Answer answer, int status, int errno) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("code").asInt()).isEqualTo(status);
    assertThat(answer.errno()).isEqualTo(errno);
  }
}
