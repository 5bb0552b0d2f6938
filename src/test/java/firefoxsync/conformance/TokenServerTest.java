// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static firefoxsync.conformance.SignInSite.secondIssuersToken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.conformance.AccountsClient.Answer;
import firefoxsync.database.DatabaseException;
import firefoxsync.token.AccessTokenVerifier;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token server's protocol, clause by clause, with an issuer whose tokens are data. */
class TokenServerTest {
  @RegisterExtension
  static final SignInSite SITE = new SignInSite();

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();
  private static final String PATH = "/token/1.0/sync/1.5";

  private final String account = "account" + ACCOUNTS.incrementAndGet();

  @ParameterizedTest
  @ValueSource(
      strings = {PATH, PATH + "/", "/1.0/sync/1.5", "/1.0/sync/1.5/", PATH + "?duration=3600"})
  void everyLayoutIsAnswered(String path) {
    assertThat(ask(path, 1234, "1234-qqo").status()).isEqualTo(200);
  }

  @Test
  void answerHasWhatClientsNeed() {
    var answer = ask(1234, "1234-qqo");
    var json = answer.json();
    assertThat(json.get("uid").isIntegralNumber()).isTrue();
    assertThat(json.get("api_endpoint").asText())
        .isEqualTo("https://sync.example.org/1.5/" + json.get("uid").asLong());
    assertThat(json.get("duration").asLong()).isEqualTo(3600);
    assertThat(json.get("hashalg").asText()).isEqualTo("sha256");
    assertThat(json.get("hashed_fxa_uid").asText()).matches("[0-9a-f]{32}");
    assertThat(json.get("id").asText()).matches("[A-Za-z0-9_=-]+");
    assertThat(json.get("key").asText()).matches("[A-Za-z0-9_=-]{44}");
    assertThat(json.get("node_type").isTextual()).isTrue();
  }

  @Test
  void everyAnswerTellsTheTimeAndIsJson() {
    var now = Long.toString(SITE.clock().instant().getEpochSecond());
    for (var answer : new Answer[] {
      ask(1234, "1234-qqo"),
      SITE.client().get(PATH),
      SITE.client().get("/1.0/sync/1.5/no/such/path"),
      SITE.client().postText(PATH, "")
    }) {
      assertThat(answer.header("X-Timestamp")).hasValue(now);
      assertThat(answer.header("Content-Type")).hasValue("application/json");
      assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.json().isObject()).isTrue();
    }
  }

  @Test
  void wrongMethodAndUnknownPathAreTold() {
    assertThat(SITE.client().postText(PATH, "").status()).isEqualTo(405);
    assertThat(SITE.client().get("/1.0/sync/1.5/no/such/path").status()).isEqualTo(404);
    assertThat(SITE.client().get("/token/1.0").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "duration=100, 100",
    "duration=0, 0",
    "duration=3600, 3600",
    "duration=3601, 3600",
    "duration=-1, 3600",
    "duration=12x, 3600",
    "duration=, 3600",
    "other=1, 3600"
  })
  void durationIsHonouredWhenItIsShorter(String query, long seconds) {
    assertThat(ask(PATH + "?" + query, 1234, "1234-qqo").json().get("duration").asLong())
        .isEqualTo(seconds);
  }

  /** Clauses 5.1 and 17.2: storage believes nothing but the token. */
  @Test
  void tokenItselfSaysWhoseItIsAndUntilWhen() throws IOException {
    long now = SITE.clock().instant().getEpochSecond();
    var answer = ask(PATH + "?duration=100", 2345, "2345-u7s").json();
    var id = Base64.getUrlDecoder().decode(answer.get("id").asText());
    var token = new ObjectMapper().readTree(id, 0, id.length - 32);

    assertThat(token.get("uid")).isEqualTo(answer.get("uid"));
    assertThat(token.get("expires").asLong()).isEqualTo(now + 100);
    assertThat(token.get("node").asText()).isEqualTo("https://sync.example.org");
    assertThat(token.get("fxa_uid").asText()).isEqualTo(account);
    assertThat(token.get("fxa_kid").asText()).isEqualTo("0000000002345-u7s");
    assertThat(token.get("hashed_fxa_uid")).isEqualTo(answer.get("hashed_fxa_uid"));
    assertThat(token.get("hashed_device_id").asText()).matches("[0-9a-f]{32}");
    assertThat(token.get("salt").asText()).matches("[0-9a-f]{6}");
  }

  @Test
  void queryOutOfOrderIsABadRequest() throws IOException {
    var answer = SITE.sendText("GET " + PATH + "?duration=%GG HTTP/1.1\r\nHost: x\r\n"
        + "Authorization: " + bearer(1234) + "\r\nX-KeyID: 1234-qqo\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .endsWith(
            "{\"status\":\"error\",\"errors\":[{\"location\":\"url\",\"name\":\"\",\"description\":\"invalid query params\"}]}");
  }

  @Test
  void missingAuthorizationIs401() {
    var expected = "error body '' Unauthorized";
    assertError(SITE.client().get(PATH), 401, expected);
    assertError(send(Map.of("Authorization", "Bearer", "X-KeyID", "1-qqo")), 401, expected);
  }

  @Test
  void otherSchemeIs401() {
    assertError(send(Map.of("Authorization", "Hawk x")), 401, "error body '' Unsupported");
  }

  @Test
  void schemeIsComparedWithoutCase() {
    var token = secondIssuersToken(account, 1234, AccessTokenVerifier.SYNC_SCOPE);
    var headers = Map.of("Authorization", "bEARER " + token, "X-KeyID", "1234-qqo");
    assertThat(send(headers).status()).isEqualTo(200);
  }

  @Test
  void deadTokenAndOtherScopeAreInvalidCredentials() {
    var expected = "invalid-credentials body '' Unauthorized";
    var answer = send(Map.of("Authorization", "Bearer " + "a".repeat(64)));
    assertError(answer, 401, expected);
    assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
    var profile = "Bearer " + secondIssuersToken(account, 1234, "profile");
    assertError(send(Map.of("Authorization", profile, "X-KeyID", "1-qqo")), 401, expected);
  }

  @Test
  void keyIdIsRequiredAndChecked() {
    var bearer = bearer(1234);
    assertError(
        send(Map.of("Authorization", bearer)),
        401,
        "invalid-key-id header '' Missing X-KeyID header");
    assertError(
        send(Map.of("Authorization", bearer, "X-KeyID", "123qqo")),
        401,
        "invalid-credentials body '' Unauthorized");
  }

  @Test
  void olderClientStateHeaderMustFit() {
    assertThat(askWithClientState("aaaa").status()).isEqualTo(200);
    assertError(
        askWithClientState("a!a"), 400, "error header 'X-Client-State' Invalid client state value");
    assertError(askWithClientState("bbbb"), 401, "invalid-client-state body '' Unauthorized");
  }

  @Test
  void unknownApplicationAndVersionAreToldAfterAuthentication() {
    assertError(
        ask("/1.0/push/1.5", 1234, "1234-qqo"),
        404,
        "error url 'application' Unsupported application");
    assertError(
        ask("/1.0/sync/1.6", 1234, "1234-qqo"),
        404,
        "error url '1.6' Unsupported application version");
    assertThat(SITE.client().get("/1.0/push/1.5").status()).isEqualTo(401);
    assertError(
        send("/1.0/push/1.5", Map.of("Authorization", bearer(1234))),
        401,
        "invalid-key-id header '' Missing X-KeyID header");
  }

  @Test
  void sameKeysKeepTheirEndpoint() {
    assertThat(uid(ask(1234, "1234-qqo"))).isEqualTo(uid(ask(1234, "1234-qqo")));
    assertThat(uid(ask(2345, "1234-qqo"))).isEqualTo(uid(ask(2345, "1234-qqo")));
  }

  @Test
  void newKeysHaveAnEmptyStore() {
    var before = uid(ask(1234, "1234-qqo"));
    assertThat(uid(ask(2345, "2345-u7s"))).isNotEqualTo(before);
  }

  @Test
  void quotaOfAPersonOutlivesHerKeys() {
    var person = SignInSite.secondIssuersPerson(account);
    SITE.quotas().set(person, OptionalLong.of(2048));
    long first = ask(1234, "1234-qqo").json().get("uid").asLong();
    assertThat(SITE.storageClient(first).get("/info/quota").body()).isEqualTo("[0.0,2.0]");
    long second = ask(1235, "1235-u7s").json().get("uid").asLong();
    assertThat(second).isNotEqualTo(first);
    assertThat(SITE.storageClient(second).get("/info/quota").body()).isEqualTo("[0.0,2.0]");

    SITE.quotas().set(person, OptionalLong.empty());
    assertThat(SITE.storageClient(second).get("/info/quota").body()).isEqualTo("[0.0,null]");
  }

  @Test
  void claimsThatGoBackAreRefused() {
    ask(1234, "1234-qqo");
    ask(2345, "2345-u7s");
    assertError(
        ask(3456, "3456-"),
        401,
        "invalid-client-state header 'X-Client-State' Unacceptable client-state value empty string");
    assertError(
        ask(3456, "3456-qqo"),
        401,
        "invalid-client-state header 'X-Client-State' Unacceptable client-state value stale value");
    assertError(
        ask(2345, "2345-zMw"),
        401,
        "invalid-client-state header 'X-Client-State' Unacceptable client-state value new value with no generation change");
    assertError(
        ask(3456, "2345-zMw"),
        401,
        "invalid-client-state header 'X-Client-State' Unacceptable client-state value new value with no keys_changed_at change");
    assertError(ask(2344, "2345-u7s"), 401, "invalid-generation body '' Unauthorized");
    assertError(ask(2345, "2344-u7s"), 401, "invalid-keysChangedAt body '' Unauthorized");
    assertError(ask(2346, "2347-u7s"), 401, "invalid-keysChangedAt body '' Unauthorized");
    assertError(ask(2345, "0-u7s"), 401, "invalid-keysChangedAt body '' Unauthorized");
  }

  /** Clause 17.5. */
  @Test
  void failureHasAReferenceAndWhatMayPassATimeToComeAgain() {
    SITE.database().during(new DatabaseException("the disk is on fire"), () -> {
      var answer = ask(1234, "1234-qqo");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.raw().body())
          .matches("\\{\"status\":\"internal-error\",\"errors\":\\[\\{\"location\":\"internal\","
              + "\"name\":\"\",\"description\":\"Server error [0-9a-f]+-[0-9]+\"}]}");
      assertThat(answer.header("X-Timestamp")).isPresent();
    });
    SITE.database().during(new DatabaseException.Conflict("busy"), () -> {
      var answer = ask(1234, "1234-qqo");
      assertError(answer, 503, "error body '' Resource is not available");
      assertThat(answer.header("Retry-After")).isPresent();
    });
  }

  @Test
  void generationOfZeroIsNotGiven() {
    ask(1234, "1234-qqo");
    assertThat(ask(0, "1234-qqo").status()).isEqualTo(200);
    assertThat(ask(-1, "1234-qqo").status()).isEqualTo(200);
  }

  private Answer askWithClientState(String clientState) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Authorization", bearer(1234));
    headers.put("X-KeyID", "1234-qqo");
    headers.put("X-Client-State", clientState);
    return send(headers);
  }

  private Answer ask(long generation, String keyId) {
    return ask(PATH, generation, keyId);
  }

  private Answer ask(String path, long generation, String keyId) {
    return send(path, Map.of("Authorization", bearer(generation), "X-KeyID", keyId));
  }

  private String bearer(long generation) {
    return "Bearer " + secondIssuersToken(account, generation, AccessTokenVerifier.SYNC_SCOPE);
  }

  private static Answer send(Map<String, String> headers) {
    return send(PATH, headers);
  }

  private static Answer send(String path, Map<String, String> headers) {
    return SITE.client().withHeaders(headers).get(path);
  }

  private static long uid(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().get("uid").asLong();
  }

  /** Compares the whole body; expected is status, location, 'name' and description. */
  private static void assertError(Answer answer, int httpStatus, String expected) {
    var words = expected.split(" ", 4);
    assertThat(answer.status()).isEqualTo(httpStatus);
    assertThat(answer.raw().body())
        .isEqualTo(
            "{\"status\":\"%s\",\"errors\":[{\"location\":\"%s\",\"name\":\"%s\",\"description\":\"%s\"}]}"
                .formatted(words[0], words[1], words[2].replace("'", ""), words[3]));
  }
}
