// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.accounts.Account;
import firefoxsync.config.SignUp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changing a password, and resetting one by the administrator's link, over HTTP. */
class PasswordsTest {
  private static final String STATUS = "/auth/v1/session/status";
  private static final String DEVICE = "/auth/v1/account/device";
  private static final String START = "/auth/v1/password/change/start";
  private static final String FINISH = "/auth/v1/password/change/finish?keys=true";
  private static final String RESET = "/auth/v1/account/reset?keys=true";
  private static final String RESET_STATUS = "/auth/v1/account/reset/status";
  private static final String RECOVERY_KEY = "/auth/v1/recoveryKey";
  private static final String KEY_ID = "00112233445566778899aabbccddeeff";

  private AccountsSite site;
  private AccountsClient client;
  private Person ada;
  private AccountsClient.Answer signedUp;
  private AccountsClient desk;

  @BeforeEach
  void start(@TempDir Path directory) {
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    client = site.client();
    ada = new Person("ada@example.org");
    signedUp = ada.signUp(client, Map.of());
    desk = client.withHawk(signedUp.json().path("sessionToken").asText());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void withoutAMailServerCodesAre202() {
    for (var path : List.of("send_otp", "verify_otp")) {
      var answer = site.client()
          .post(
              "/auth/v1/password/forgot/" + path,
              Map.of("email", "ada@example.org", "code", "00000000"));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.errno()).isEqualTo(202);
    }
  }

  @Test
  void changeKeepsTheKeysAndTheDevice() {
    var device = desk.post(DEVICE, Map.of("name", "Desk")).json().path("id").asText();
    long keysChangedAt = account().keysChangedAt();
    site.clock.advance(Duration.ofMinutes(1));
    var changed = change();
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("verified").asBoolean()).isTrue();
    assertThat(ada.fetchKb(client, changed)).isEqualTo(ada.kB());
    assertThat(account().keysChangedAt()).isEqualTo(keysChangedAt);
    assertThat(account().generation()).isEqualTo(site.clock.millis());
    var now = client.withHawk(changed.json().path("sessionToken").asText());
    var devices = now.get("/auth/v1/account/devices").json();
    assertThat(devices).hasSize(1);
    assertThat(devices.get(0).path("id").asText()).isEqualTo(device);
    assertThat(devices.get(0).path("isCurrentDevice").asBoolean()).isTrue();
  }

  @Test
  void changeEndsEveryOtherSession() {
    var phone = client.withHawk(ada.signIn(client).json().path("sessionToken").asText());
    phone.post(DEVICE, Map.of("name", "Phone"));
    var changed = change();
    assertThat(phone.get(STATUS).errno()).isEqualTo(110);
    assertThat(desk.get(STATUS).errno()).isEqualTo(110);
    var now = client.withHawk(changed.json().path("sessionToken").asText());
    assertThat(now.get("/auth/v1/account/devices").json()).isEmpty();
  }

  @Test
  void oldPasswordIsDeadAndTheNewOneSignsIn() {
    var old = Map.of("email", ada.email, "authPW", ada.authPw());
    change();
    assertThat(client.post("/auth/v1/account/login", old).errno()).isEqualTo(103);
    var signedIn = ada.signIn(client);
    assertThat(ada.fetchKb(client, signedIn)).isEqualTo(ada.kB());
  }

  @Test
  void changeNeedsTheOldPassword() {
    assertThat(desk.post(START, Map.of("oldAuthPW", "0".repeat(64))).errno()).isEqualTo(103);
    assertThat(client.post(START, Map.of("oldAuthPW", ada.authPw())).errno()).isEqualTo(110);
  }

  @Test
  void changeTokenWorksOnce() {
    var token = startChange();
    ada.choosePassword();
    var finishing = client.withHawk("passwordChangeToken", token);
    assertThat(finishing.post(FINISH, ada.newPassword()).status()).isEqualTo(200);
    assertThat(finishing.post(FINISH, ada.newPassword()).errno()).isEqualTo(110);
  }

  @Test
  void changeTokenExpires() {
    var token = startChange();
    site.clock.advance(Duration.ofMinutes(16));
    var late = client.withHawk("passwordChangeToken", token);
    assertThat(late.post(FINISH, ada.newPassword()).errno()).isEqualTo(110);
  }

  @Test
  void linkSaysWhatItIsFor() {
    var answer = reset(link(false)).get(RESET_STATUS);
    assertThat(answer.json().path("email").asText()).isEqualTo(ada.email);
    assertThat(answer.json().path("hasRecoveryKey").asBoolean()).isFalse();
    assertThat(answer.json().path("expiresAt").asLong())
        .isEqualTo(site.clock.millis() + Duration.ofDays(2).toMillis());
  }

  @Test
  void resetGivesACleanSlate() {
    var before = account();
    var link = link(false);
    var anew = new Person(ada.email);
    var answer = reset(link).post(RESET, anew.newPassword());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(anew.fetchKb(client, answer)).isEqualTo(anew.kB());
    assertThat(account().keysChangedAt()).isGreaterThan(before.keysChangedAt());
    assertThat(account().generation()).isGreaterThan(before.generation());
    assertThat(desk.get(STATUS).errno()).isEqualTo(110);
    assertThat(ada.signIn(client).errno()).isEqualTo(103);
    assertThat(anew.signIn(client).status()).isEqualTo(200);
    assertThat(reset(link).post(RESET, anew.newPassword()).errno()).isEqualTo(110);
  }

  @Test
  void laterLinkEndsTheEarlierOne() {
    var first = link(false);
    link(false);
    assertThat(reset(first).get(RESET_STATUS).errno()).isEqualTo(110);
  }

  @Test
  void recoveryKeyKeepsTheKeysThroughAReset() {
    long keysChangedAt = account().keysChangedAt();
    assertThat(keepRecoveryKey().status()).isEqualTo(200);
    assertThat(
            desk.post(RECOVERY_KEY + "/exists", Map.of()).json().path("exists").asBoolean())
        .isTrue();
    site.clock.advance(Duration.ofMinutes(1));
    var link = reset(link(false));
    assertThat(link.get(RESET_STATUS).json().path("hasRecoveryKey").asBoolean()).isTrue();
    assertThat(link.get(RECOVERY_KEY + "/" + KEY_ID).json().path("recoveryData").asText())
        .isEqualTo("sealed.kB");
    ada.choosePassword();
    var body = ada.newPassword();
    body.put("recoveryKeyId", KEY_ID);
    var answer = link.post(RESET, body);
    assertThat(ada.fetchKb(client, answer)).isEqualTo(ada.kB());
    assertThat(account().keysChangedAt()).isEqualTo(keysChangedAt);
    assertThat(account().generation()).isEqualTo(site.clock.millis());
  }

  @Test
  void anotherRecoveryKeyIs158AndSpendsNothing() {
    keepRecoveryKey();
    var link = reset(link(false));
    assertThat(link.get(RECOVERY_KEY + "/" + "0".repeat(32)).errno()).isEqualTo(158);
    var body = ada.newPassword();
    body.put("recoveryKeyId", "0".repeat(32));
    assertThat(link.post(RESET, body).errno()).isEqualTo(158);
    assertThat(link.get(RESET_STATUS).status()).isEqualTo(200);
  }

  @Test
  void recoveryKeyNeedsThePassword() {
    var body =
        Map.of("authPW", "0".repeat(64), "recoveryKeyId", KEY_ID, "recoveryData", "sealed.kB");
    assertThat(desk.post(RECOVERY_KEY, body).errno()).isEqualTo(103);
    assertThat(keepRecoveryKey().status()).isEqualTo(200);
    assertThat(keepRecoveryKey().errno()).isEqualTo(161);
    var end = Map.of("authPW", ada.authPw());
    assertThat(desk.post(RECOVERY_KEY + "/destroy", end).status()).isEqualTo(200);
    assertThat(keepRecoveryKey().status()).isEqualTo(200);
  }

  @Test
  void cleanSlateEndsTheRecoveryKey() {
    keepRecoveryKey();
    var anew = new Person(ada.email);
    var answer = reset(link(false)).post(RESET, anew.newPassword());
    var session = client.withHawk(answer.json().path("sessionToken").asText());
    assertThat(session
            .post(RECOVERY_KEY + "/exists", Map.of())
            .json()
            .path("exists")
            .asBoolean())
        .isFalse();
  }

  @Test
  void addressChangesWithThePasswordShown() {
    var wrong = Map.of("email", "ada@example.net", "authPW", "0".repeat(64));
    assertThat(desk.post("/auth/v1/account/email", wrong).errno()).isEqualTo(103);
    var right = Map.of("email", "ada@example.net", "authPW", ada.authPw());
    assertThat(desk.post("/auth/v1/account/email", right).status()).isEqualTo(200);
    assertThat(ada.signIn(client).errno()).isEqualTo(102);
    var login = Map.of("email", "Ada@example.net", "authPW", ada.authPw());
    assertThat(client.post("/auth/v1/account/login", login).status()).isEqualTo(200);
  }

  @Test
  void addressOfSomebodyElseIs101() {
    new Person("bea@example.org").signUp(client, Map.of());
    var body = Map.of("email", "BEA@example.org", "authPW", ada.authPw());
    assertThat(desk.post("/auth/v1/account/email", body).errno()).isEqualTo(101);
  }

  /** Neither may be told that the server has failed, whichever engine keeps the address. */
  @Test
  void addressThatTwoWantAtOnceGoesToOneAndTheOtherIsTold101() {
    var bea = new Person("bea@example.org");
    var other =
        client.withHawk(bea.signUp(client, Map.of()).json().path("sessionToken").asText());
    for (int round = 0; round < 10; round++) {
      var email = "both" + round + "@example.org";
      var first = CompletableFuture.supplyAsync(() -> changed(desk, ada, email));
      var second = CompletableFuture.supplyAsync(() -> changed(other, bea, email));
      assertThat(List.of(first.join(), second.join())).containsExactlyInAnyOrder(0, 101);
    }
  }

  private static int changed(AccountsClient whose, Person person, String email) {
    return whose
        .post("/auth/v1/account/email", Map.of("email", email, "authPW", person.authPw()))
        .errno();
  }

  @Test
  void disabledPersonIsOutAtOnceAndBackWithAllWhenEnabled() {
    var id = account().id();
    site.services.accounts().disable(id, true);
    assertThat(desk.get(STATUS).errno()).isEqualTo(110);
    assertThat(ada.signIn(client).errno()).isEqualTo(121);
    assertThat(client
            .get("/auth/v1/account/status?uid=" + id)
            .json()
            .path("exists")
            .asBoolean())
        .isTrue();
    site.services.accounts().disable(id, false);
    assertThat(desk.get(STATUS).status()).isEqualTo(200);
  }

  private String startChange() {
    var answer = desk.post(START, Map.of("oldAuthPW", ada.authPw()));
    assertThat(ada.fetchKb(client, answer)).isEqualTo(ada.kB());
    return answer.json().path("passwordChangeToken").asText();
  }

  private AccountsClient.Answer change() {
    var token = startChange();
    ada.choosePassword();
    return client.withHawk("passwordChangeToken", token).post(FINISH, ada.newPassword());
  }

  private AccountsClient.Answer keepRecoveryKey() {
    return desk.post(
        RECOVERY_KEY,
        Map.of("authPW", ada.authPw(), "recoveryKeyId", KEY_ID, "recoveryData", "sealed.kB"));
  }

  private String link(boolean dropsSecondStep) {
    return site.services
        .passwords()
        .resetLink(account().id(), Duration.ofDays(2), dropsSecondStep)
        .hex();
  }

  private AccountsClient reset(String token) {
    return client.withHawk("accountResetToken", token);
  }

  private Account account() {
    return site.services.accounts().find(signedUp.json().path("uid").asText()).orElseThrow();
  }
}
