// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.SignUp;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codes of an app beside the password, over HTTP; the app is written here from the RFCs. */
class SecondStepTest {
  private static final String VERIFY = "/auth/v1/session/verify/totp";
  private static final String RECOVER = "/auth/v1/session/verify/recoveryCode";
  private static final String STATUS = "/auth/v1/session/status";
  private static final String DEVICES = "/auth/v1/account/devices";

  private AccountsSite site;
  private AccountsClient client;
  private Person ada;
  private AccountsClient desk;

  @BeforeEach
  void start(@TempDir Path directory) {
    site = new AccountsSite(directory, SignUp.OPEN, token -> Optional.empty());
    client = site.client();
    ada = new Person("ada@example.org");
    desk = session(ada.signUp(client, Map.of()));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void nothingChangesBeforeACodeWasShown() {
    create();
    assertThat(ada.signIn(client).json().path("verified").asBoolean()).isTrue();
    assertThat(desk.get("/auth/v1/totp/exists").json().path("exists").asBoolean())
        .isFalse();
  }

  @Test
  void signInWaitsForTheCode() throws GeneralSecurityException {
    var seed = turnOn();
    var signedIn = ada.signIn(client);
    assertThat(signedIn.json().path("verified").asBoolean()).isFalse();
    assertThat(signedIn.json().path("verificationMethod").asText()).isEqualTo("totp-2fa");
    var waiting = session(signedIn);
    assertThat(waiting.get(STATUS).json().path("state").asText()).isEqualTo("unverified");
    assertThat(waiting.get(DEVICES).errno()).isEqualTo(138);
    var keys =
        client.withHawk("keyFetchToken", signedIn.json().path("keyFetchToken").asText());
    assertThat(keys.get("/auth/v1/account/keys").errno()).isEqualTo(138);

    assertThat(success(waiting, "000000")).isFalse();
    site.clock.advance(Duration.ofSeconds(60));
    assertThat(success(waiting, code(seed))).isTrue();
    assertThat(waiting.get(DEVICES).status()).isEqualTo(200);
    assertThat(ada.fetchKb(client, signedIn)).isEqualTo(ada.kB());
  }

  @Test
  void codeIsTakenOnce() throws GeneralSecurityException {
    var seed = turnOn();
    site.clock.advance(Duration.ofSeconds(60));
    var code = code(seed);
    assertThat(success(session(ada.signIn(client)), code)).isTrue();
    assertThat(success(session(ada.signIn(client)), code)).isFalse();
  }

  @Test
  void recoveryCodeStandsInOnce() throws GeneralSecurityException {
    var created = create();
    confirm(created);
    var code = created.json().path("recoveryCodes").get(0).asText();
    var waiting = session(ada.signIn(client));
    var answer = waiting.post(RECOVER, Map.of("code", code.toUpperCase(Locale.ROOT)));
    assertThat(answer.json().path("remaining").asInt()).isEqualTo(7);
    assertThat(waiting.get(DEVICES).status()).isEqualTo(200);
    var again = session(ada.signIn(client)).post(RECOVER, Map.of("code", code));
    assertThat(again.errno()).isEqualTo(156);
  }

  @Test
  void guessingCodesEndsAfterTenTries() throws GeneralSecurityException {
    turnOn();
    var waiting = session(ada.signIn(client));
    for (int i = 0; i < 10; i++) {
      success(waiting, "123456");
    }
    assertThat(waiting.post(VERIFY, Map.of("code", "123456")).errno()).isEqualTo(114);
  }

  @Test
  void setUpAndEndNeedThePassword() throws GeneralSecurityException {
    var wrong = Map.of("authPW", "0".repeat(64));
    assertThat(desk.post("/auth/v1/totp/create", wrong).errno()).isEqualTo(103);
    turnOn();
    assertThat(desk.post("/auth/v1/totp/create", Map.of("authPW", ada.authPw())).errno())
        .isEqualTo(154);
    assertThat(desk.post("/auth/v1/totp/destroy", wrong).errno()).isEqualTo(103);
    desk.post("/auth/v1/totp/destroy", Map.of("authPW", ada.authPw()));
    assertThat(ada.signIn(client).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void deletionNeedsASessionThatTookTheStep() throws GeneralSecurityException {
    turnOn();
    var body = Map.of("email", ada.email, "authPW", ada.authPw());
    assertThat(client.post("/auth/v1/account/destroy", body).errno()).isEqualTo(138);
    assertThat(
            session(ada.signIn(client)).post("/auth/v1/account/destroy", body).errno())
        .isEqualTo(138);
    assertThat(desk.post("/auth/v1/account/destroy", body).status()).isEqualTo(200);
  }

  @Test
  void linkDropsTheStepWhenTheAdministratorSaysSo() throws GeneralSecurityException {
    turnOn();
    var uid = ada.signIn(client).json().path("uid").asText();
    for (var drops : new boolean[] {false, true}) {
      var link =
          site.services.passwords().resetLink(uid, Duration.ofDays(1), drops).hex();
      var answer = client
          .withHawk("accountResetToken", link)
          .post("/auth/v1/account/reset", new Person(ada.email).newPassword());
      assertThat(answer.json().path("verified").asBoolean()).isEqualTo(drops);
    }
  }

  private AccountsClient.Answer create() {
    return desk.post("/auth/v1/totp/create", Map.of("authPW", ada.authPw()));
  }

  private byte[] turnOn() throws GeneralSecurityException {
    return confirm(create());
  }

  private byte[] confirm(AccountsClient.Answer created) throws GeneralSecurityException {
    var seed = base32(created.json().path("secret").asText());
    assertThat(created.json().path("url").asText())
        .startsWith("otpauth://totp/sync.example.org:ada%40example.org?secret=");
    assertThat(created.json().path("qrCode").path("size").asInt()).isGreaterThan(21 + 8);
    assertThat(created.json().path("qrCode").path("path").asText()).startsWith("M4 4.5h7");
    var answer = desk.post("/auth/v1/totp/confirm", Map.of("code", code(seed)));
    assertThat(answer.status()).isEqualTo(200);
    return seed;
  }

  private boolean success(AccountsClient waiting, String code) {
    return waiting.post(VERIFY, Map.of("code", code)).json().path("success").asBoolean();
  }

  private AccountsClient session(AccountsClient.Answer signedIn) {
    return client.withBearer(signedIn.json().path("sessionToken").asText());
  }

  private String code(byte[] seed) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(seed, "HmacSHA1"));
    long step = site.clock.millis() / 30_000;
    var hash = ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(8).putLong(step).array()));
    int number = hash.getInt(hash.get(19) & 15) & 0x7fffffff;
    return "%06d".formatted(number % 1_000_000);
  }

  private static byte[] base32(String text) {
    var value = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i));
      value = value.shiftLeft(5).or(BigInteger.valueOf(digit));
    }
    var bytes = new byte[text.length() * 5 / 8];
    var all = value.toByteArray();
    int length = Math.min(all.length, bytes.length);
    System.arraycopy(all, all.length - length, bytes, bytes.length - length, length);
    return bytes;
  }
}
