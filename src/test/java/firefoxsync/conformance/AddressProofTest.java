// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.accounts.EmailAddress;
import firefoxsync.accounts.Neighbours;
import firefoxsync.accounts.TestNeighbours;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.MailSecurity;
import firefoxsync.config.MailSettings;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.TestDatabases;
import firefoxsync.mail.MailChannel;
import firefoxsync.mail.MailServerStandIn;
import firefoxsync.mail.SmtpMail;
import firefoxsync.push.PushChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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

/** Accounts.md 5, operation 1: where letters are sent, a new account waits for a mailed code. */
class AddressProofTest {
  private static final String VERIFY = "/auth/v1/session/verify_code";
  private static final String RESEND = "/auth/v1/session/resend_code";

  private final Person ada = new Person("ada@example.org");

  @TempDir
  private Path directory;

  private MailServerStandIn server;
  private SmtpMail mail;
  private AccountsSite site;
  private AccountsClient client;

  @BeforeEach
  void start() throws IOException {
    TestDatabases.keep(directory);
    server = new MailServerStandIn();
    var settings = new MailSettings(
        "localhost", server.port(), MailSecurity.NONE, "", null, "sync@example.org");
    mail = SmtpMail.through(settings, new Secrets(), Clock.systemUTC());
    open(SignUp.OPEN, mail);
  }

  @AfterEach
  void stop() {
    site.close();
    mail.close();
    server.close();
  }

  @Test
  void newAccountWaitsForTheCodeThatWasMailed() {
    var made = ada.signUp(client, Map.of());
    assertThat(made.json().path("verified").asBoolean()).isFalse();
    assertThat(made.json().path("verificationMethod").asText()).isEqualTo("email-otp");
    assertThat(made.json().path("verificationReason").asText()).isEqualTo("signup");
    var session = session(made);
    assertThat(session.get("/auth/v1/account/profile").errno()).isEqualTo(138);
    assertThat(keys(made).errno()).isEqualTo(104);
    var status = session.get("/auth/v1/session/status").json();
    assertThat(status.path("state").asText()).isEqualTo("unverified");
    assertThat(status.path("details").path("accountEmailVerified").asBoolean(true))
        .isFalse();

    var letter = server.next();
    assertThat(letter.to()).isEqualTo(ada.email);
    var typed = session.post(VERIFY, Map.of("code", code(letter)));
    assertThat(typed.status()).isEqualTo(200);
    assertThat(typed.json()).isEmpty();
    var proven = session.get("/auth/v1/session/status").json();
    assertThat(proven.path("state").asText()).isEqualTo("verified");
    assertThat(proven.path("details").path("accountEmailVerified").asBoolean()).isTrue();
    assertThat(ada.fetchKb(client, made)).isEqualTo(ada.kB());
    assertThat(ada.signIn(client).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void everySessionOfTheAccountHoldsOnceOneHasShownTheCode() {
    var made = ada.signUp(client, Map.of());
    server.next();
    var again = ada.signIn(client);
    assertThat(again.json().path("verificationMethod").asText()).isEqualTo("email-otp");
    session(again).post(VERIFY, Map.of("code", code(server.next())));
    assertThat(session(made).get("/auth/v1/account/profile").status()).isEqualTo(200);
  }

  @Test
  void wrongCodeIs183AndAfterFiveNoneIsTaken() {
    var session = session(ada.signUp(client, Map.of()));
    var code = code(server.next());
    var wrong = code.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(session.post(VERIFY, Map.of("code", wrong)).errno()).isEqualTo(183);
    }
    assertThat(session.post(VERIFY, Map.of("code", code)).errno()).isEqualTo(183);
    assertThat(session.post(RESEND, Map.of()).status()).isEqualTo(200);
    assertThat(session.post(VERIFY, Map.of("code", code(server.next()))).status())
        .isEqualTo(200);
  }

  @Test
  void guessesAreLimitedFromOneNetworkWhateverTheAccount() {
    AccountsClient.Answer last = null;
    for (int person = 0; person < 11; person++) {
      var session = session(new Person("p" + person + "@example.org").signUp(client, Map.of()));
      server.next();
      for (int i = 0; i < 5; i++) {
        last = session.post(VERIFY, Map.of("code", "none"));
      }
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.json().path("retryAfter").asInt()).isBetween(1, 3600);
  }

  @Test
  void codeLastsAQuarterOfAnHourAndOpensNobodyElse() {
    var session = session(ada.signUp(client, Map.of()));
    var code = code(server.next());
    var bea = session(new Person("bea@example.org").signUp(client, Map.of()));
    var other = code(server.next());
    if (!other.equals(code)) {
      assertThat(bea.post(VERIFY, Map.of("code", code)).errno()).isEqualTo(183);
    }
    site.clock.advance(Duration.ofMinutes(15));
    assertThat(session.post(VERIFY, Map.of("code", code)).errno()).isEqualTo(183);
  }

  @ParameterizedTest
  @ValueSource(strings = {RESEND, "/auth/v1/recovery_email/resend_code"})
  void lettersAreLimited(String path) {
    var session = session(ada.signUp(client, Map.of()));
    server.next();
    for (int i = 0; i < 2; i++) {
      assertThat(session.post(path, Map.of()).status()).isEqualTo(200);
      server.next();
    }
    var refused = session.post(path, Map.of());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.errno()).isEqualTo(114);
    assertThat(ada.signUp(client, Map.of()).status()).isEqualTo(429);
    assertThat(ada.signIn(client).status()).isEqualTo(200);
    assertThat(server.hasMore()).isFalse();
  }

  @Test
  void addressThatNobodyProvedIsFreeToItsOwner() {
    var mallory = new Person(ada.email).signUp(client, Map.of());
    server.next();
    var status = client.post("/auth/v1/account/status", Map.of("email", ada.email));
    assertThat(status.json().path("exists").asBoolean(true)).isFalse();

    var made = ada.signUp(client, Map.of());
    assertThat(made.status()).isEqualTo(200);
    var code = code(server.next());
    assertThat(session(mallory).post(VERIFY, Map.of("code", code)).errno()).isEqualTo(110);
    assertThat(session(made).post(VERIFY, Map.of("code", code)).status()).isEqualTo(200);
    assertThat(ada.fetchKb(client, made)).isEqualTo(ada.kB());
    assertThat(new Person(ada.email).signUp(client, Map.of()).errno()).isEqualTo(101);
  }

  @Test
  void invitationLetsItsHolderInUntilSheHasProvedAnAddress() throws IOException {
    reopen(SignUp.INVITE, mail);
    var invitation = site.services.invitations().create(false, 7);
    var mistyped = new Person("adda@example.org");
    var lost = mistyped.signUp(client, Map.of("invitation", invitation));
    assertThat(lost.json().path("verified").asBoolean(true)).isFalse();
    server.next();

    var made = ada.signUp(client, Map.of("invitation", invitation));
    assertThat(made.status()).isEqualTo(200);
    assertThat(session(lost).get("/auth/v1/session/status").errno()).isEqualTo(110);
    session(made).post(VERIFY, Map.of("code", code(server.next())));
    assertThat(new Person("bea@example.org")
            .signUp(client, Map.of("invitation", invitation))
            .status())
        .isEqualTo(410);
    assertThat(site.services.accounts().list()).hasSize(1);
  }

  @Test
  void revokedInvitationTakesTheAccountThatWaitsWithIt() throws IOException {
    reopen(SignUp.INVITE, mail);
    var invitations = site.services.invitations();
    var invitation = invitations.create(false, 7);
    ada.signUp(client, Map.of("invitation", invitation));
    server.next();
    assertThat(invitations.revoke(invitations.list().get(0).id())).isTrue();
    assertThat(site.services.accounts().list()).isEmpty();
  }

  // The administrator printed the link, and letters may not work yet.
  @Test
  void ownerClaimsTheServerWithoutALetter() throws IOException {
    reopen(SignUp.INVITE, mail);
    var claim = site.services.invitations().create(true, 7);
    var made = ada.signUp(client, Map.of("invitation", claim));
    assertThat(made.json().path("verified").asBoolean()).isTrue();
    assertThat(server.hasMore()).isFalse();
  }

  @Test
  void accountThatNobodyProvedGoesAfterADayAndItsInvitationIsOpenAgain() throws IOException {
    reopen(SignUp.INVITE, mail);
    var invitation = site.services.invitations().create(false, 7);
    ada.signUp(client, Map.of("invitation", invitation));
    server.next();
    var proven =
        site.services.accounts().add(EmailAddress.parse("bea@example.org"), "secret", false);
    site.clock.advance(Duration.ofHours(23));
    site.services.proofs().purge();
    assertThat(site.services.accounts().list()).hasSize(2);
    site.clock.advance(Duration.ofHours(2));
    site.services.proofs().purge();
    assertThat(site.services.accounts().list())
        .extracting(account -> account.id())
        .containsExactly(proven.id());
    assertThat(client
            .post("/auth/v1/invitation/status", Map.of("invitation", invitation))
            .status())
        .isEqualTo(200);
  }

  @Test
  void mailedResetProvesTheAddressToo() {
    ada.signUp(client, Map.of());
    server.next();
    client.post("/auth/v1/password/forgot/send_otp", Map.of("email", ada.email));
    var code = server.next().header("Subject").replaceAll("([0-9]{8}).*", "$1");
    var token = client
        .post("/auth/v1/password/forgot/verify_otp", Map.of("email", ada.email, "code", code))
        .json()
        .path("accountResetToken")
        .asText();
    ada.choosePassword();
    var reset = client
        .withHawk("accountResetToken", token)
        .post("/auth/v1/account/reset?keys=true", ada.newPassword());
    assertThat(reset.json().path("verified").asBoolean()).isTrue();
    assertThat(ada.signIn(client).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void codesAreAskedForNoLongerOnceNoLettersAreSent() throws IOException {
    ada.signUp(client, Map.of());
    server.next();
    reopen(SignUp.OPEN, MailChannel.NONE);
    assertThat(new Person(ada.email).signUp(client, Map.of()).errno()).isEqualTo(101);
    assertThat(ada.signIn(client).json().path("verified").asBoolean()).isTrue();
    reopen(SignUp.OPEN, mail);
    site.clock.advance(Duration.ofDays(2));
    site.services.proofs().purge();
    assertThat(ada.signIn(client).json().path("verified").asBoolean()).isTrue();
  }

  @Test
  void codeOfAnAccountThatIsProvenChangesNothing() {
    var session = session(ada.signUp(client, Map.of()));
    session.post(VERIFY, Map.of("code", code(server.next())));
    assertThat(session.post(VERIFY, Map.of("code", "000000")).status()).isEqualTo(200);
    assertThat(session.post(RESEND, Map.of()).status()).isEqualTo(200);
    assertThat(server.hasMore()).isFalse();
  }

  @Test
  void codeNeedsASession() {
    assertThat(client.post(VERIFY, Map.of("code", "000000")).errno()).isEqualTo(110);
    var session = session(ada.signUp(client, Map.of()));
    server.next();
    assertThat(session.post(VERIFY, Map.of()).errno()).isEqualTo(108);
  }

  private void reopen(SignUp signUp, MailChannel channel) throws IOException {
    site.close();
    open(signUp, channel);
  }

  private void open(SignUp signUp, MailChannel channel) {
    site = new AccountsSite(
        directory,
        new AccountsSettings(true, signUp, false),
        token -> Optional.empty(),
        new Neighbours(List.of(), TestNeighbours.PUBLIC_URL, PushChannel.NONE, channel));
    client = site.client();
  }

  private AccountsClient session(AccountsClient.Answer signedIn) {
    return client.withBearer(signedIn.json().path("sessionToken").asText());
  }

  private AccountsClient.Answer keys(AccountsClient.Answer signedIn) {
    return client
        .withHawk("keyFetchToken", signedIn.json().path("keyFetchToken").asText())
        .get("/auth/v1/account/keys");
  }

  private static String code(MailServerStandIn.Received letter) {
    return letter.header("Subject").replaceAll("([0-9]{6}) .*", "$1");
  }
}
