// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.accounts.EmailAddress;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.TestDatabases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who use command-line clients, which know the old stretching alone: {@code v1_verifiers}. */
class Version1Test {
  private static final HexFormat HEX = HexFormat.of();

  private final Secrets secrets = new Secrets();
  private final Person ada = new Person("ada@example.org");
  private byte[] authPw = secrets.bytes(32);
  private final byte[] unwrapBKey = secrets.bytes(32);
  private Path directory;
  private AccountsSite site;
  private AccountsClient client;

  @BeforeEach
  void signUpWithBoth(@TempDir Path folder) {
    directory = folder;
    TestDatabases.keep(directory);
    site = site(true);
    client = site.client();
    assertThat(ada.signUp(client, version1()).status()).isEqualTo(200);
  }

  private AccountsSite site(boolean takesVersion1) {
    return new AccountsSite(
        directory,
        new AccountsSettings(true, SignUp.OPEN, takesVersion1),
        token -> Optional.empty());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void clientOfVersion1GetsTheKeyThatBrowsersHave() {
    var signedIn = signInByVersion1();
    assertThat(signedIn.status()).isEqualTo(200);
    var token = signedIn.json().path("keyFetchToken").asText();
    var bundle =
        client.withHawk("keyFetchToken", token).get("/auth/v1/account/keys").json();
    var opened =
        HEX.parseHex(AccountsClient.openBundle(token, bundle.path("bundle").asText()));
    var wrapKb = Arrays.copyOfRange(opened, 32, 64);
    assertThat(HEX.formatHex(xor(wrapKb, unwrapBKey))).isEqualTo(ada.kB());
    assertThat(ada.fetchKb(client, ada.signIn(client))).isEqualTo(ada.kB());
  }

  @Test
  void clientThatKnowsBothVersionsFindsTheTokenUnderItsOwnName() {
    var signedIn = ada.signIn(client).json();
    assertThat(signedIn.path("keyFetchTokenVersion2")).isEqualTo(signedIn.path("keyFetchToken"));
    var started =
        session().post("/auth/v1/password/change/start", Map.of("oldAuthPW", ada.authPw()));
    assertThat(started.json().path("keyFetchToken2"))
        .isEqualTo(started.json().path("keyFetchToken"))
        .isNotNull();
  }

  @Test
  void settingsAreToldWhetherVersion1IsTakenAndKept() {
    var profile = session().get("/auth/v1/account/profile").json();
    assertThat(profile.path("takesVersion1").asBoolean()).isTrue();
    assertThat(profile.path("hasVersion1").asBoolean()).isTrue();
    changePassword(Map.of());
    profile = session().get("/auth/v1/account/profile").json();
    assertThat(profile.path("hasVersion1").asBoolean(true)).isFalse();
  }

  @Test
  void accountOfTheCommandLineOpensTheSameKeyEitherWay() {
    site.services.accounts().add(EmailAddress.parse("Cyd@example.org"), "correct horse", true);
    var program = new CommandLineProgram(client);
    assertThat(program.stateByVersion1("Cyd@example.org", "correct horse"))
        .isPresent()
        .isEqualTo(program.stateByVersion2("cyd@example.org", "correct horse"));
    assertThat(program.stateByVersion1("cyd@example.org", "correct horse")).isEmpty();
  }

  @Test
  void browsersAreToldOfVersion2Alone() {
    var status = client.post("/auth/v1/account/credentials/status", Map.of("email", ada.email));
    assertThat(status.json().path("currentVersion").asText()).isEqualTo("v2");
    assertThat(status.json().path("upgradeNeeded").asBoolean()).isFalse();
  }

  @Test
  void newPasswordWithoutVersion1EndsIt() {
    changePassword(Map.of());
    assertThat(signInByVersion1().errno()).isEqualTo(103);
    assertThat(ada.signIn(client).status()).isEqualTo(200);
  }

  @Test
  void newPasswordWithVersion1ReplacesIt() {
    var before = authPw;
    authPw = secrets.bytes(32);
    changePassword(version1());
    assertThat(signInByVersion1().status()).isEqualTo(200);
    authPw = before;
    assertThat(signInByVersion1().errno()).isEqualTo(103);
  }

  @Test
  void newAddressEndsVersion1WhoseSaltItWas() {
    session()
        .post("/auth/v1/account/email", Map.of("email", "new@example.org", "authPW", ada.authPw()));
    var answer = client.post(
        "/auth/v1/account/login",
        Map.of("email", "new@example.org", "authPW", HEX.formatHex(authPw)));
    assertThat(answer.errno()).isEqualTo(103);
  }

  @Test
  void switchedOffItIsNeitherTakenNorKeptWaiting() {
    site.close();
    site = site(false);
    client = site.client();
    assertThat(signInByVersion1().errno()).isEqualTo(103);
    assertThat(ada.signIn(client).status()).isEqualTo(200);
    assertThat(new Person("bea@example.org").signUp(client, version1()).errno()).isEqualTo(107);
  }

  @Test
  void version1AloneIsRefused() {
    var body = new HashMap<>(version1());
    body.put("email", "bea@example.org");
    assertThat(client.post("/auth/v1/account/create", body).errno()).isEqualTo(107);
  }

  private void changePassword(Map<String, Object> more) {
    var started =
        session().post("/auth/v1/password/change/start", Map.of("oldAuthPW", ada.authPw()));
    ada.choosePassword();
    var body = ada.newPassword();
    body.putAll(more);
    var changed = client
        .withHawk(
            "passwordChangeToken", started.json().path("passwordChangeToken").asText())
        .post("/auth/v1/password/change/finish", body);
    assertThat(changed.status()).isEqualTo(200);
  }

  private AccountsClient session() {
    return client.withHawk(ada.signIn(client).json().path("sessionToken").asText());
  }

  private AccountsClient.Answer signInByVersion1() {
    return client.post(
        "/auth/v1/account/login?keys=true",
        Map.of("email", ada.email, "authPW", HEX.formatHex(authPw)));
  }

  private Map<String, Object> version1() {
    return Map.of(
        "authPW",
        HEX.formatHex(authPw),
        "wrapKb",
        HEX.formatHex(xor(HEX.parseHex(ada.kB()), unwrapBKey)));
  }

  private static byte[] xor(byte[] one, byte[] other) {
    var result = new byte[one.length];
    for (int i = 0; i < one.length; i++) {
      result[i] = (byte) (one[i] ^ other[i]);
    }
    return result;
  }
}
