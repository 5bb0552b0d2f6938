// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.MailSecurity;
import firefoxsync.config.MailSettings;
import firefoxsync.crypto.Secrets;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Speaks SMTP. The library's only user; each letter has a connection of its own. */
final class SmtpConnection {
  private static final String PATIENCE_MILLIS = "15000";
  private static final int ID_BYTES = 16;

  private final MailSettings settings;
  private final Secrets secrets;
  private final Clock clock;
  private final Session session;

  /**
   * Takes the mail server.
   *
   * @param trust whose certificates are believed; Java's own when null
   */
  SmtpConnection(
      MailSettings settings, Secrets secrets, Clock clock, @Nullable SSLSocketFactory trust) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings, trust));
  }

  private static Properties properties(MailSettings settings, @Nullable SSLSocketFactory trust) {
    var properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    for (var limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.put("mail.smtp." + limit, PATIENCE_MILLIS);
    }
    properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
    boolean startsClear = settings.security() == MailSecurity.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(startsClear));
    // Nothing is said to a server that does not encrypt.
    properties.put("mail.smtp.starttls.required", Boolean.toString(startsClear));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.security() == MailSecurity.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    // Else the library would ask for the name of this machine, and tell it.
    properties.put("mail.smtp.localhost", domain(settings.from()));
    if (trust != null) {
      properties.put("mail.smtp.ssl.socketFactory", trust);
    }
    return properties;
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /**
   * Hands a letter over.
   *
   * @throws MessagingException when the mail server does not take it now, or at all
   */
  void send(Letter letter) throws MessagingException {
    var message = message(letter);
    try (var transport = session.getTransport("smtp")) {
      var password = settings.password();
      if (settings.user().isEmpty() || password == null) {
        transport.connect();
      } else {
        transport.connect(settings.user(), password.newestFirst().get(0));
      }
      transport.sendMessage(message, message.getAllRecipients());
    }
  }

  private MimeMessage message(Letter letter) throws MessagingException {
    var message = new MimeMessage(session) {
      @Override
      protected void updateMessageID() throws MessagingException {
        // The library's own names the account and the machine that this runs on.
        setHeader("Message-ID", "<" + secrets.hex(ID_BYTES) + "@" + domain(settings.from()) + ">");
      }
    };
    message.setFrom(new InternetAddress(settings.from(), true));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), UTF_8.name());
    message.setText(letter.text(), UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Content-Language", letter.language());
    // Tells other machines not to answer (RFC 3834).
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }
}
