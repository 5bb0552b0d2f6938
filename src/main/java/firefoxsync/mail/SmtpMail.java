// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

import firefoxsync.config.MailSettings;
import firefoxsync.crypto.Secrets;
import firefoxsync.errands.Errands;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands letters to one mail server, which keeps and delivers them from then on. */
public final class SmtpMail implements MailChannel {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpMail.class);
  /** Letters that wait for the mail server; codes are of no use much later. */
  private static final int UNDER_WAY_MAX = 200;

  private static final int TRIES_MAX = 4;
  private static final int GROWTH_OF_PAUSE = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int FIRST_PERMANENT_CODE = 500;

  private final Errands errands = new Errands("mail", 1, UNDER_WAY_MAX);
  private final SmtpConnection connection;
  private final Duration firstPause;

  SmtpMail(SmtpConnection connection, Duration firstPause) {
    this.connection = connection;
    this.firstPause = firstPause;
  }

  /** Returns the way through a mail server; it is not asked before the first letter. */
  public static SmtpMail through(MailSettings settings, Secrets secrets, Clock clock) {
    return new SmtpMail(new SmtpConnection(settings, secrets, clock, null), FIRST_PAUSE);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean send(Letter letter) {
    return errands.take(tries -> attempt(letter, tries));
  }

  private Optional<Duration> attempt(Letter letter, int tries) {
    try {
      connection.send(letter);
      return Optional.empty();
    } catch (MessagingException e) {
      return conclude(e, tries);
    }
  }

  /** Tells how long to wait before the next try; nothing when the letter is given up. */
  private Optional<Duration> conclude(MessagingException failure, int tries) {
    int code = code(failure);
    if (code >= FIRST_PERMANENT_CODE || tries + 1 >= TRIES_MAX) {
      LOG.warn("mail: a letter was given up after {} tries: {}", tries + 1, reason(failure, code));
      return Optional.empty();
    }
    LOG.info("mail: {}; it will be tried again", reason(failure, code));
    var pause = firstPause;
    for (int i = 0; i < tries; i++) {
      pause = pause.multipliedBy(GROWTH_OF_PAUSE);
    }
    return Optional.of(pause);
  }

  /** Says no more than the code when the server answered: its words may hold the address. */
  private static String reason(MessagingException failure, int code) {
    return code == 0
        ? failure.getClass().getSimpleName() + causes(failure)
        : "the mail server answers " + code;
  }

  private static String causes(MessagingException failure) {
    @Nullable Throwable cause = failure.getCause();
    return cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
  }

  private static int code(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof SMTPSendFailedException refused) {
        return refused.getReturnCode();
      }
      if (cause instanceof SMTPAddressFailedException refused) {
        return refused.getReturnCode();
      }
      if (cause instanceof SMTPSenderFailedException refused) {
        return refused.getReturnCode();
      }
    }
    return 0;
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure instanceof SendFailedException sending
        ? sending.getNextException()
        : failure.getCause();
  }

  @Override
  public void close() {
    errands.close();
  }
}
