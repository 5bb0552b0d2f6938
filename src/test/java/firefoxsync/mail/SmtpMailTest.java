// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.config.MailSecurity;
import firefoxsync.config.MailSettings;
import firefoxsync.config.SecretLines;
import firefoxsync.crypto.Secrets;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters to a mail server on this machine. */
final class SmtpMailTest {
  private static final Letter LETTER =
      new Letter("ada@example.org", "Schöne Grüße", "Zeile eins\nZwei: ß\n.\nEnde\n", "de");

  private final TestClock clock = new TestClock();

  @Test
  void letterArrivesAsItWasWritten() throws IOException {
    try (var server = new MailServerStandIn();
        var mail = mail(connection(server, MailSecurity.NONE, null))) {
      assertThat(mail.send(LETTER)).isTrue();
      var received = server.next();
      assertThat(received.from()).isEqualTo("sync@example.org");
      assertThat(received.to()).isEqualTo("ada@example.org");
      assertThat(received.header("Subject")).isEqualTo("Schöne Grüße");
      assertThat(received.text().replace("\r\n", "\n").replace("\n..\n", "\n.\n"))
          .isEqualTo(LETTER.text());
      assertThat(received.header("Content-Language")).isEqualTo("de");
      assertThat(received.header("Auto-Submitted")).isEqualTo("auto-generated");
      assertThat(received.header("Message-ID")).matches("<[0-9a-f]{32}@example\\.org>");
      assertThat(received.header("Date")).isNotEmpty();
      assertThat(server.logins()).isEmpty();
    }
  }

  @Test
  void passwordIsShownAfterTheWayIsEncrypted(@TempDir Path directory) throws Exception {
    var tls = TestCertificate.context(directory);
    try (var server = new MailServerStandIn(MailServerStandIn.Greeting.STARTTLS, tls)) {
      withUser(server, MailSecurity.STARTTLS, tls.getSocketFactory()).send(LETTER);
      assertThat(server.next().isEncrypted()).isTrue();
      assertThat(server.logins()).containsExactly("sync:the password");
    }
  }

  @Test
  void connectionMayBeEncryptedFromItsStart(@TempDir Path directory) throws Exception {
    var tls = TestCertificate.context(directory);
    try (var server = new MailServerStandIn(MailServerStandIn.Greeting.TLS, tls)) {
      withUser(server, MailSecurity.TLS, tls.getSocketFactory()).send(LETTER);
      assertThat(server.next().isEncrypted()).isTrue();
      assertThat(server.logins()).containsExactly("sync:the password");
    }
  }

  @Test
  void serverThatDoesNotEncryptIsToldNothing() throws Exception {
    try (var server = new MailServerStandIn()) {
      var connection = withUser(server, MailSecurity.STARTTLS, null);
      assertThatThrownBy(() -> connection.send(LETTER)).isInstanceOf(MessagingException.class);
      assertThat(server.logins()).isEmpty();
      assertThat(server.hasMore()).isFalse();
    }
  }

  @Test
  void certificateThatNobodyVouchesForIsNotBelieved(@TempDir Path directory) throws Exception {
    var tls = TestCertificate.context(directory);
    try (var server = new MailServerStandIn(MailServerStandIn.Greeting.TLS, tls)) {
      var connection = withUser(server, MailSecurity.TLS, null);
      assertThatThrownBy(() -> connection.send(LETTER)).isInstanceOf(MessagingException.class);
      assertThat(server.logins()).isEmpty();
    }
  }

  @Test
  void busyServerIsAskedAgain() throws IOException {
    try (var server = new MailServerStandIn();
        var mail = mail(connection(server, MailSecurity.NONE, null))) {
      server.refuseNext("451 later");
      server.refuseNext("421 later");
      mail.send(LETTER);
      assertThat(server.next().to()).isEqualTo("ada@example.org");
    }
  }

  @Test
  void refusedAddressIsNotTriedAgain() throws IOException {
    try (var server = new MailServerStandIn();
        var mail = mail(connection(server, MailSecurity.NONE, null))) {
      server.refuseNext("550 nobody of this name");
      mail.send(LETTER);
      // One thread sends in order: what comes next shows that the first is done with.
      mail.send(new Letter("bea@example.org", "next", "next", "en"));
      assertThat(server.next().to()).isEqualTo("bea@example.org");
      assertThat(server.hasMore()).isFalse();
    }
  }

  @Test
  void addressCannotAddHeaders() throws IOException {
    try (var server = new MailServerStandIn()) {
      var connection = connection(server, MailSecurity.NONE, null);
      var letter = new Letter("ada@example.org>\r\nBcc: <eve@example.org", "s", "t", "en");
      assertThatThrownBy(() -> connection.send(letter)).isInstanceOf(MessagingException.class);
      assertThat(server.hasMore()).isFalse();
    }
  }

  private static SmtpMail mail(SmtpConnection connection) {
    return new SmtpMail(connection, Duration.ZERO);
  }

  private SmtpConnection connection(
      MailServerStandIn server, MailSecurity security, @Nullable SSLSocketFactory trust) {
    var settings =
        new MailSettings("localhost", server.port(), security, "", null, "sync@example.org");
    return new SmtpConnection(settings, new Secrets(), clock, trust);
  }

  private SmtpConnection withUser(
      MailServerStandIn server, MailSecurity security, @Nullable SSLSocketFactory trust) {
    var settings = new MailSettings(
        "localhost",
        server.port(),
        security,
        "sync",
        new SecretLines(List.of("the password")),
        "sync@example.org");
    return new SmtpConnection(settings, new Secrets(), clock, trust);
  }
}
