// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.accounts.Neighbours;
import firefoxsync.accounts.TestNeighbours;
import firefoxsync.config.AccountsSettings;
import firefoxsync.config.MailSecurity;
import firefoxsync.config.MailSettings;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.Secrets;
import firefoxsync.mail.MailServerStandIn;
import firefoxsync.mail.SmtpMail;
import firefoxsync.push.PushChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are written, through a mail server on this machine; and what a mailed code buys. */
class LettersTest {
  private static final String SEND = "/auth/v1/password/forgot/send_otp";
  private static final String VERIFY = "/auth/v1/password/forgot/verify_otp";
  private static final String WRONG = "no code";

  private final Person ada = new Person("ada@example.org");
  private MailServerStandIn server;
  private SmtpMail mail;
  private AccountsSite site;
  private AccountsClient client;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    server = new MailServerStandIn();
    var settings = new MailSettings(
        "localhost", server.port(), MailSecurity.NONE, "", null, "sync@example.org");
    mail = SmtpMail.through(settings, new Secrets(), Clock.systemUTC());
    site = new AccountsSite(
        directory,
        new AccountsSettings(true, SignUp.OPEN, false),
        token -> Optional.empty(),
        new Neighbours(List.of(), TestNeighbours.PUBLIC_URL, PushChannel.NONE, mail));
    client = site.client();
    // Whoever claims the server needs no letter.
    ada.signUp(client, Map.of("invitation", site.services.invitations().create(true, 1)));
  }

  @AfterEach
  void stop() {
    site.close();
    mail.close();
    server.close();
  }

  @Test
  void mailedCodeResetsTheForgottenPassword() {
    assertThat(client.post(SEND, Map.of("email", "Ada@example.org")).json()).isEmpty();
    var letter = server.next();
    assertThat(letter.to()).isEqualTo(ada.email);
    var token = verify(code(letter)).json().path("accountResetToken").asText();
    ada.choosePassword();
    var reset = client
        .withHawk("accountResetToken", token)
        .post("/auth/v1/account/reset?keys=true", ada.newPassword());
    assertThat(reset.status()).isEqualTo(200);
    assertThat(ada.signIn(client).status()).isEqualTo(200);
    assertThat(server.next().header("Subject")).contains("was reset");
  }

  @Test
  void codeIsTakenOnce() {
    client.post(SEND, Map.of("email", ada.email));
    var code = code(server.next());
    assertThat(verify(code).status()).isEqualTo(200);
    assertThat(verify(code).errno()).isEqualTo(183);
  }

  @Test
  void codeLastsAQuarterOfAnHour() {
    client.post(SEND, Map.of("email", ada.email));
    var code = code(server.next());
    site.clock.advance(Duration.ofMinutes(15));
    assertThat(verify(code).errno()).isEqualTo(183);
  }

  @Test
  void codeMayBeTypedFiveTimes() {
    client.post(SEND, Map.of("email", ada.email));
    var code = code(server.next());
    for (int i = 0; i < 5; i++) {
      assertThat(verify(WRONG).errno()).isEqualTo(183);
    }
    assertThat(verify(code).errno()).isEqualTo(183);
  }

  @Test
  void nextCodeEndsTheOneBefore() {
    client.post(SEND, Map.of("email", ada.email));
    var first = code(server.next());
    client.post(SEND, Map.of("email", ada.email));
    var second = code(server.next());
    assertThat(verify(first).errno()).isEqualTo(183);
    assertThat(verify(second).status()).isEqualTo(200);
  }

  @Test
  void strangersAddressIsAnsweredAlike() {
    var answer = client.post(SEND, Map.of("email", "nobody@example.org"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEmpty();
    var refused = client.post(VERIFY, Map.of("email", "nobody@example.org", "code", "00000000"));
    assertThat(refused.errno()).isEqualTo(183);
    client.post(SEND, Map.of("email", ada.email));
    assertThat(server.next().to()).isEqualTo(ada.email);
    assertThat(server.hasMore()).isFalse();
  }

  @Test
  void lettersToAnAddressAreLimitedWhetherSomebodyHasItOrNot() {
    for (var email : List.of(ada.email, "nobody@example.org")) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.post(SEND, Map.of("email", email)).status()).isEqualTo(200);
      }
      var refused = client.post(SEND, Map.of("email", email));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.errno()).isEqualTo(114);
      assertThat(refused.json().path("retryAfter").asInt()).isBetween(1, 3600);
    }
  }

  @Test
  void letterIsInTheLanguageOfWhoAsks() {
    client.withHeader("Accept-Language", "de-DE,de;q=0.8").post(SEND, Map.of("email", ada.email));
    var letter = server.next();
    assertThat(letter.header("Subject")).contains("dein Code");
    assertThat(letter.header("Content-Language")).isEqualTo("de");
  }

  @Test
  void changedPasswordIsTold() {
    var signedIn = ada.signIn(client);
    var session = client.withHawk(signedIn.json().path("sessionToken").asText());
    var started = session.post("/auth/v1/password/change/start", Map.of("oldAuthPW", ada.authPw()));
    ada.choosePassword();
    client
        .withHawk(
            "passwordChangeToken", started.json().path("passwordChangeToken").asText())
        .post("/auth/v1/password/change/finish?keys=true", ada.newPassword());
    assertThat(server.next().header("Subject")).contains("was changed");
  }

  @Test
  void changedAddressIsToldToTheOldOne() {
    var session = client.withHawk(ada.signIn(client).json().path("sessionToken").asText());
    var wish = Map.of("email", "new@example.org", "authPW", ada.authPw());
    session.post("/auth/v1/account/email", wish);
    session.post("/auth/v1/account/email", with(wish, "code", code(server.next())));
    var letter = server.next();
    assertThat(letter.to()).isEqualTo(ada.email);
    assertThat(letter.text()).contains("new@example.org");
  }

  @Test
  void anotherAddressIsTakenOnceItsCodeIsShown() {
    var session = client.withHawk(ada.signIn(client).json().path("sessionToken").asText());
    var wish = Map.of("email", "new@example.org", "authPW", ada.authPw());

    var asked = session.post("/auth/v1/account/email", wish);
    assertThat(asked.json().path("isCodeMailed").asBoolean()).isTrue();
    assertThat(asked.json().path("email").asText()).isEqualTo(ada.email);
    var letter = server.next();
    assertThat(letter.to()).isEqualTo("new@example.org");
    assertThat(
            session.post("/auth/v1/account/email", with(wish, "code", "000000")).errno())
        .isEqualTo(183);
    assertThat(address(session)).isEqualTo(ada.email);

    var changed = session.post("/auth/v1/account/email", with(wish, "code", code(letter)));
    assertThat(changed.json().path("email").asText()).isEqualTo("new@example.org");
    assertThat(address(session)).isEqualTo("new@example.org");
    assertThat(session
            .post("/auth/v1/account/email", with(wish, "code", code(letter)))
            .errno())
        .isEqualTo(183);
  }

  @Test
  void codeOfOneAddressIsGoodForNoOther() {
    var session = client.withHawk(ada.signIn(client).json().path("sessionToken").asText());
    var wish = Map.of("email", "new@example.org", "authPW", ada.authPw());
    session.post("/auth/v1/account/email", wish);
    var code = code(server.next());

    var other = Map.of("email", "other@example.org", "authPW", ada.authPw(), "code", code);
    assertThat(session.post("/auth/v1/account/email", other).errno()).isEqualTo(183);
    assertThat(address(session)).isEqualTo(ada.email);
  }

  @Test
  void addressOfSomebodyElseIsRefusedWithoutALetter() {
    var bob = new Person("bob@example.org");
    bob.signUp(client, Map.of("invitation", site.services.invitations().create(false, 1)));
    server.next();
    var session = client.withHawk(ada.signIn(client).json().path("sessionToken").asText());

    var wish = Map.of("email", bob.email, "authPW", ada.authPw());
    assertThat(session.post("/auth/v1/account/email", wish).errno()).isEqualTo(101);
    assertThat(server.hasMore()).isFalse();
  }

  private static Map<String, Object> with(Map<String, String> fields, String name, String value) {
    var more = new HashMap<String, Object>(fields);
    more.put(name, value);
    return more;
  }

  private static String address(AccountsClient session) {
    return session.get("/auth/v1/account/profile").json().path("email").asText();
  }

  @Test
  void signInFromTheNetworkOfTheSignUpIsNotWorthALetter() {
    ada.signIn(client);
    client.post(SEND, Map.of("email", ada.email));
    assertThat(server.next().header("Subject")).contains("code");
    assertThat(server.hasMore()).isFalse();
  }

  @Test
  void signInFromANewNetworkIsTold() {
    site.clock.advance(Duration.ofDays(181));
    ada.signIn(client);
    assertThat(server.next().header("Subject")).contains("New sign-in");
  }

  private AccountsClient.Answer verify(String code) {
    return client.post(VERIFY, Map.of("email", ada.email, "code", code));
  }

  private static String code(MailServerStandIn.Received letter) {
    return letter.header("Subject").replaceAll("([0-9]{6,8}) .*", "$1");
  }
}
