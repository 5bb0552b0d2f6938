// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.config.Config;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.mail.MailChannel;
import firefoxsync.mail.SmtpMail;
import firefoxsync.push.PushChannel;
import firefoxsync.push.WebPush;
import java.time.Clock;

/** The ways by which this server tells somebody something unasked. */
record Couriers(PushChannel push, MailChannel mail) implements AutoCloseable {
  /** Returns those of a command, which tells nobody. */
  static Couriers none() {
    return new Couriers(PushChannel.NONE, MailChannel.NONE);
  }

  /** Returns those that the configuration switches on. */
  static Couriers of(Config config, Clock clock, Database database, OutgoingHttp outgoing) {
    var mail = config.mail();
    return new Couriers(
        config.push().enabled() ? push(config, clock, database, outgoing) : PushChannel.NONE,
        mail == null ? MailChannel.NONE : SmtpMail.through(mail, new Secrets(), clock));
  }

  private static PushChannel push(
      Config config, Clock clock, Database database, OutgoingHttp outgoing) {
    var master = MasterSecret.of(config.masterSecrets().newestFirst());
    var safe = new WebPush.Safe(database, master, new Secrets(), clock);
    return WebPush.through(config.push().hosts(), outgoing, safe, config.publicUrl());
  }

  @Override
  public void close() {
    push.close();
    mail.close();
  }
}
