// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Accounts.md 3.1 for all that browsers, phones and pages call: whatever comes, the answer is one of
 * the errors of the table, with its number, and never a fault of ours.
 */
class OddInputTest {
  @RegisterExtension
  static final SignInSite SITE = new SignInSite();

  /** Endpoints of {@code /auth/v1} that need a session and take a body. */
  private static final List<String> WITH_SESSION = List.of(
      "/account/device",
      "/account/devices/notify",
      "/account/devices/invoke_command",
      "/account/device/destroy",
      "/account/attached_client/destroy",
      "/account/scoped-key-data",
      "/oauth/authorization",
      "/password/change/start",
      "/recoveryKey",
      "/recoveryKey/destroy",
      "/totp/create",
      "/totp/confirm",
      "/totp/destroy",
      "/recoveryCodes",
      "/account/email",
      "/session/verify_code",
      "/session/verify/totp",
      "/session/verify/recoveryCode");

  private static final List<String> WITHOUT = List.of(
      "/account/create",
      "/account/login",
      "/account/status",
      "/account/credentials/status",
      "/account/destroy",
      "/oauth/token",
      "/oauth/destroy",
      "/password/forgot/send_otp",
      "/password/forgot/verify_otp");

  private static final List<String> OF_OAUTH =
      List.of("/oauth/v1/token", "/oauth/v1/destroy", "/oauth/v1/verify", "/oauth/v1/introspect");

  private static final List<String> NO_JSON =
      List.of("{", "null", "[]", "\"text\"", "1", "{\"email\":", "<html>", "{} {}");

  /** Objects whose members are of wrong types, too long, or of no form that anybody knows. */
  private static final List<String> ODD = List.of(
      "{}",
      "{\"email\":1,\"authPW\":[],\"id\":{},\"code\":7,\"to\":1,\"payload\":[],\"client_id\":[]}",
      "{\"email\":null,\"authPW\":null,\"id\":null,\"code\":null,\"to\":null,\"scope\":null}",
      "{\"email\":\"" + "a".repeat(300) + "@example.org\",\"authPW\":\"" + "0".repeat(65) + "\"}",
      "{\"email\":\"ada\\u0000@example.org\",\"code\":\"\\ud800\",\"name\":\"\\u0000\"}",
      "{\"grant_type\":\"password\",\"client_id\":\"5882386c6d801776\",\"scope\":\"profile\"}",
      "{\"grant_type\":\"fxa-credentials\",\"client_id\":\"5882386c6d801776\",\"scope\":\"\"}",
      "{\"grant_type\":\"refresh_token\",\"client_id\":\"5882386c6d801776\",\"refresh_token\":\"x\"}",
      "{\"client_id\":\"none\",\"scope\":\"profile\",\"response_type\":\"token\",\"state\":\"s\"}",
      "{\"to\":\"nobody\",\"payload\":{\"version\":99,\"command\":\"?\"},\"TTL\":-1}",
      "{\"command\":\"x\",\"target\":\"" + "f".repeat(32) + "\",\"payload\":{},\"ttl\":1e99}",
      "{\"sessionTokenId\":\"x\",\"refreshTokenId\":[],\"deviceId\":7}",
      "{\"token\":1,\"access_token\":[],\"refresh_token\":{}}");

  /** Accounts.md 3.1: which number comes with which status. */
  private static final Map<Integer, Set<Integer>> TABLE = Map.of(
      400,
      Set.of(
          101, 102, 103, 104, 105, 106, 107, 108, 121, 123, 124, 138, 154, 155, 156, 157, 158, 159,
          161, 162, 163, 166, 167, 168, 169, 172, 173, 174, 175, 182, 183),
      401,
      Set.of(109, 110, 111, 164),
      413,
      Set.of(113),
      429,
      Set.of(114),
      503,
      Set.of(202));

  private AccountsClient session;

  @BeforeEach
  void signUp() {
    var ada = new Person("ada" + System.nanoTime() + "@example.org");
    var signedUp = ada.signUp(SITE.client(), Map.of());
    session = SITE.client().withHawk(signedUp.json().path("sessionToken").asText());
  }

  @Test
  void bodyThatIsNoObjectIs106Everywhere() {
    var others = new TreeSet<String>();
    for (var body : NO_JSON) {
      WITH_SESSION.forEach(path -> note(others, "106", path, body, session));
      WITHOUT.forEach(path -> note(others, "106", path, body, SITE.client()));
    }
    assertThat(others).isEmpty();
  }

  private static void note(
      Set<String> others, String errno, String path, String body, AccountsClient client) {
    var answer = client.postText("/auth/v1" + path, body);
    if (answer.status() != 400 || !errno.equals("" + answer.errno())) {
      others.add(path + " " + body + ": " + answer.status() + " " + answer.raw().body());
    }
  }

  @Test
  void oddMembersAreErrorsOfTheTable() {
    var others = new ArrayList<String>();
    for (var body : ODD) {
      for (var path : WITH_SESSION) {
        judge(others, path + " " + body, session.postText("/auth/v1" + path, body));
      }
      for (var path : WITHOUT) {
        judge(others, path + " " + body, SITE.client().postText("/auth/v1" + path, body));
      }
    }
    assertThat(others).isEmpty();
  }

  private static void judge(List<String> others, String what, AccountsClient.Answer answer) {
    boolean isGood = answer.status() == 200
        ? answer.json().isObject()
        : answer.json().path("code").asInt() == answer.status()
            && answer.json().path("error").isTextual()
            && answer.json().path("message").isTextual()
            && TABLE.getOrDefault(answer.status(), Set.of()).contains(answer.errno());
    if (!isGood) {
      others.add(what + ": " + answer.status() + " " + answer.raw().body());
    }
  }

  @Test
  void oauthServerAnswersInItsOwnNumbers() {
    var others = new ArrayList<String>();
    for (var path : OF_OAUTH) {
      for (var body : ODD) {
        var answer = SITE.client().postText(path, body);
        boolean isGood = answer.status() == 200
            || (answer.status() == 400 && answer.errno() >= 101 && answer.errno() <= 122);
        if (!isGood) {
          others.add(
              path + " " + body + ": " + answer.status() + " " + answer.raw().body());
        }
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void missingProofIs110AndAWrongOneIs401() {
    var wrong = SITE.client()
        .withHeader("Authorization", "Hawk id=\"x\", ts=\"1\", nonce=\"n\", mac=\"bm9uZQ==\"");
    for (var path : WITH_SESSION) {
      var missing = SITE.client().postText("/auth/v1" + path, "{}");
      assertThat(missing.status() + "/" + missing.errno()).as(path).isEqualTo("401/110");
      assertThat(wrong.postText("/auth/v1" + path, "{}").status()).as(path).isEqualTo(401);
    }
    for (var path : List.of("/account/devices", "/account/device/commands", "/session/status")) {
      assertThat(SITE.client().get("/auth/v1" + path).errno()).as(path).isEqualTo(110);
    }
  }

  @Test
  void oddQueriesOfDesktopAreErrorsOfTheTable() {
    var others = new ArrayList<String>();
    for (var query : List.of(
        "?index=-1",
        "?index=x",
        "?index=99999999999999999999",
        "?limit=0",
        "?limit=-5&index=0",
        "?index=",
        "?index=0&limit=x")) {
      judge(others, query, session.get("/auth/v1/account/device/commands" + query));
    }
    for (var query : List.of("", "?uid=", "?uid=x", "?uid=" + "F".repeat(32), "?uid=%00")) {
      judge(others, query, SITE.client().get("/auth/v1/account/status" + query));
    }
    assertThat(
            session.get("/auth/v1/account/devices?filterIdleDevicesTimestamp=x").status())
        .isIn(200, 400);
    assertThat(others).isEmpty();
  }
}
