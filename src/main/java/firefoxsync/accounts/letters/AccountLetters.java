// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import firefoxsync.accounts.Account;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.accounts.Visitor;
import firefoxsync.config.PublicUrl;
import firefoxsync.mail.Letter;
import firefoxsync.mail.MailChannel;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes to people about their accounts, when a mail server is configured: codes that they ask for,
 * and what they should know in case that it was not them.
 */
public final class AccountLetters {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final MailChannel channel;
  private final PublicUrl publicUrl;
  private final Clock clock;
  private final LetterTexts texts = new LetterTexts();

  /** Takes the way to mailboxes. */
  public AccountLetters(MailChannel channel, PublicUrl publicUrl, Clock clock) {
    this.channel = channel;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /** Tells whether people can be written to at all. */
  public boolean areSent() {
    return channel.isOpen();
  }

  /** Sends the code by which a person who forgot her password shows that the mailbox is hers. */
  void resetCode(Account account, String code, Visitor visitor) {
    send("reset-code", account.email(), visitor, Map.of("code", code));
  }

  /** Sends the code by which a person who has made an account shows that the mailbox is hers. */
  void signUpCode(Account account, String code, Visitor visitor) {
    send("sign-up-code", account.email(), visitor, Map.of("code", code));
  }

  /** Sends the code by which somebody who wants another address shows that its mailbox is hers. */
  void newAddressCode(EmailAddress email, String code, Visitor visitor) {
    send("new-address-code", email, visitor, Map.of("code", code));
  }

  /** Tells that her password was used from a network that she did not use before. */
  public void newNetwork(Account account, Visitor visitor) {
    send("new-network", account.email(), visitor, Map.of());
  }

  /** Tells that the password was changed by somebody who knew it. */
  public void passwordChanged(Account account, Visitor visitor) {
    send("password-changed", account.email(), visitor, Map.of());
  }

  /** Tells that the password was reset. */
  public void passwordReset(Account account, Visitor visitor) {
    send("password-reset", account.email(), visitor, Map.of());
  }

  /** Tells the old address that the account has another one now. */
  public void addressChanged(Account before, EmailAddress now, Visitor visitor) {
    send("address-changed", before.email(), visitor, Map.of("new", now.typed()));
  }

  private void send(String kind, EmailAddress to, Visitor visitor, Map<String, String> more) {
    if (!channel.isOpen()) {
      return;
    }
    var language = visitor.language();
    var values = new LinkedHashMap<String, String>();
    values.put("server", publicUrl.base());
    values.put("host", publicUrl.host());
    values.put("address", visitor.address());
    values.put("time", TIME.format(clock.instant()));
    values.put("account", to.typed());
    values.putAll(more);
    channel.send(new Letter(
        to.typed(),
        texts.get(language, kind + ".subject", values),
        texts.get(language, kind + ".text", values),
        language));
  }
}
