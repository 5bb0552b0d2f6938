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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where sign-up is not open, nobody without a password, a session or a link learns who has an account:
 * whatever is asked with an address, the answer to a person's is the answer to a stranger's.
 */
class EnumerationTest {
  private static final String PERSON = "ada@example.org";
  private static final String STRANGER = "bea@example.org";
  private static final String SALT =
      "identity.mozilla.com/picl/v1/quickStretchV2:00112233445566778899aabbccddeeff";

  private record Question(String path, Map<String, Object> more) {}

  /** Everything that takes an address and needs no session. */
  private static final List<Question> QUESTIONS = List.of(
      new Question("/account/status", Map.of()),
      new Question("/account/status", Map.of("thirdPartyAuthStatus", true)),
      new Question("/account/credentials/status", Map.of()),
      new Question("/account/login", Map.of("authPW", "ab".repeat(32))),
      new Question("/account/login?keys=true", Map.of("authPWVersion2", "ab".repeat(32))),
      new Question("/account/login", Map.of()),
      new Question("/account/login", Map.of("authPW", "no hex")),
      new Question("/account/destroy", Map.of("authPW", "ab".repeat(32))),
      new Question("/account/create", newPassword(Map.of())),
      new Question("/account/create", newPassword(Map.of("invitation", "ab".repeat(32)))),
      new Question("/account/create", newPassword(Map.of("invitation", "none"))),
      new Question("/password/forgot/send_otp", Map.of()),
      new Question("/password/forgot/verify_otp", Map.of("code", "00000000")),
      new Question("/password/forgot/verify_otp", Map.of("code", "none")),
      new Question("/session/verify_code", Map.of("code", "000000")),
      new Question("/session/resend_code", Map.of()),
      new Question("/recovery_email/resend_code", Map.of()),
      new Question("/account/reset", newPassword(Map.of())),
      new Question("/account/device", Map.of()),
      new Question("/account/email", Map.of("authPW", "ab".repeat(32))));

  private MailServerStandIn server;
  private SmtpMail mail;
  private AccountsSite site;
  private AccountsClient client;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    server = new MailServerStandIn();
    mail = SmtpMail.through(
        new MailSettings(
            "localhost", server.port(), MailSecurity.NONE, "", null, "sync@example.org"),
        new Secrets(),
        Clock.systemUTC());
    site = new AccountsSite(
        directory,
        new AccountsSettings(true, SignUp.INVITE, false),
        token -> Optional.empty(),
        new Neighbours(List.of(), TestNeighbours.PUBLIC_URL, PushChannel.NONE, mail));
    client = site.client();
    var claim = site.services.invitations().create(true, 1);
    assertThat(new Person(PERSON).signUp(client, Map.of("invitation", claim)).status())
        .isEqualTo(200);
  }

  @AfterEach
  void stop() {
    site.close();
    mail.close();
    server.close();
  }

  @Test
  void everyAnswerToAPersonsAddressIsTheAnswerToAStrangers() {
    var differences = new ArrayList<String>();
    for (var question : QUESTIONS) {
      var person = ask(question, PERSON);
      var stranger = ask(question, STRANGER);
      if (!person.equals(stranger)) {
        differences.add(question + ": " + person + " but " + stranger);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void limitsAreReachedAfterAsManyTriesWhoeverIsAskedFor() {
    for (var question : QUESTIONS) {
      assertThat(triesUntilRefused(question, PERSON))
          .as(question.path())
          .isEqualTo(triesUntilRefused(question, STRANGER));
    }
  }

  /** Returns after how many tries another one is too many; 15 when that is not so soon. */
  private int triesUntilRefused(Question question, String email) {
    site.clock.advance(Duration.ofHours(2));
    int tries = 0;
    while (tries < 15 && post(question, email).status() != 429) {
      tries++;
    }
    return tries;
  }

  /** Returns all of the answer that can be seen: status, headers, body. */
  private String ask(Question question, String email) {
    var answer = post(question, email);
    var headers = new TreeMap<>(answer.raw().headers().map());
    headers.remove("date");
    headers.remove("timestamp");
    var body = answer.raw().body().replaceAll("quickStretchV2:[0-9a-f]{32}", "quickStretchV2:…");
    return answer.status() + " " + headers + " " + body;
  }

  private AccountsClient.Answer post(Question question, String email) {
    var body = new HashMap<>(question.more());
    body.put("email", email);
    return client.post("/auth/v1" + question.path(), body);
  }

  private static Map<String, Object> newPassword(Map<String, Object> more) {
    var body = new HashMap<String, Object>(more);
    body.put("authPWVersion2", "ab".repeat(32));
    body.put("wrapKbVersion2", "cd".repeat(32));
    body.put("clientSalt", SALT);
    return body;
  }
}
