// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.EmailAddress;
import firefoxsync.accounts.Ground;
import firefoxsync.crypto.Hmac;
import firefoxsync.crypto.Secrets;
import firefoxsync.people.Passes;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Codes that are mailed. One for an address that nobody has costs the same work, so that no time tells
 * who has an account.
 */
public final class MailedCodes implements Passes {
  static final Duration LIFE = Duration.ofMinutes(15);
  private static final int TRIES = 5;
  private static final int PURGE_STEP = 200;

  /**
   * What a code is good for.
   *
   * @param subject one code at a time for each
   * @param digits how long the code is
   */
  record Use(String subject, int digits) {
    /** Whoever reads the mailbox of the address sets another password. */
    static Use ofReset(EmailAddress email) {
      return new Use(email.key(), 8);
    }

    /** Whoever made the account shows that its address is hers; she knows its password beside it. */
    static Use ofAddress(String accountId) {
      return new Use("address of " + accountId, 6);
    }

    /** Whoever is signed in shows that another address is hers, too. */
    static Use ofNewAddress(String accountId, EmailAddress email) {
      return new Use("new address of " + accountId + ": " + email.key(), 6);
    }
  }

  private final Ground ground;
  private final byte[] key;

  /**
   * Takes the ground to stand on.
   *
   * @param instanceSecret never changes, so that codes last over a restart
   */
  public MailedCodes(Ground ground, byte[] instanceSecret) {
    this.ground = ground;
    this.key = Hmac.sha256(instanceSecret, "firefox-sync/mailed-code".getBytes(UTF_8));
  }

  @Override
  public void revokeAll() {
    ground.database().write(transaction -> {
      new MailedCodeStore(transaction).deleteAll();
      return true;
    });
  }

  /** Returns a new code, in place of the one before; only its hash is kept. */
  String make(Use use) {
    int codes = (int) Math.pow(10, use.digits());
    var digits = Integer.toString(codes + ground.secrets().number(codes) - 1);
    var code = digits.substring(1);
    var kept =
        new MailedCode(hash(use.subject() + ' ' + code), ground.now() + LIFE.toMillis(), TRIES);
    ground.database().write(transaction -> {
      new MailedCodeStore(transaction).put(hash(use.subject()), kept);
      return true;
    });
    return code;
  }

  /** Tells whether the code is the last one for its use, and spends it; each wrong one counts. */
  boolean spend(Use use, String code) {
    var expected = hash(use.subject() + ' ' + code).getBytes(UTF_8);
    return ground.database().write(transaction -> {
      var store = new MailedCodeStore(transaction);
      boolean isRight = store
          .take(hash(use.subject()), ground.now())
          .filter(kept -> Secrets.equal(kept.codeHash().getBytes(UTF_8), expected))
          .isPresent();
      if (isRight) {
        store.delete(hash(use.subject()));
      }
      return isRight;
    });
  }

  /** Removes a few that have expired; true when there may be more. */
  public boolean purge() {
    long now = ground.now();
    return ground.database().write(transaction -> new MailedCodeStore(transaction)
            .deleteExpired(now, PURGE_STEP))
        == PURGE_STEP;
  }

  private String hash(String text) {
    return HexFormat.of().formatHex(Hmac.sha256(key, text.getBytes(UTF_8)));
  }
}
