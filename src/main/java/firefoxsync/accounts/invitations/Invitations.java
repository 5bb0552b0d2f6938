// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.invitations;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Accounts;
import firefoxsync.accounts.Admission;
import firefoxsync.accounts.Ground;
import firefoxsync.config.SignUp;
import firefoxsync.crypto.Sha256;
import firefoxsync.database.Transaction;
import firefoxsync.people.Passes;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may make an account by a link. Links are kept as hashes and never logged. */
public final class Invitations implements Passes {
  /** How long a link may hold. */
  public static final int DAYS_MAX = 365;

  private static final int OPEN_MAX = 1000;
  private static final int TOKEN_BYTES = 32;
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8,64}");
  private static final Duration MEMORY = Duration.ofDays(30);
  private static final int PURGE_STEP = 100;

  private final Ground ground;

  /** Takes the ground to stand on. */
  public Invitations(Ground ground) {
    this.ground = ground;
  }

  @Override
  public void revokeAll() {
    ground.database().write(transaction -> {
      new InvitationStore(transaction).deleteAll();
      return true;
    });
  }

  /**
   * Makes an invitation and returns its secret, 64 hexadecimal digits, for the link alone.
   *
   * @throws AccountException when there are too many
   */
  public String create(boolean isOwner, int days) {
    if (days < 1 || days > DAYS_MAX) {
      throw AccountError.INVALID_PARAMETER
          .exception("an invitation for " + days + " days")
          .with("validation", "days is not from 1 to " + DAYS_MAX);
    }
    var token = ground.secrets().hex(TOKEN_BYTES);
    long now = ground.now();
    var invitation =
        new Invitation("", isOwner, now, now + Duration.ofDays(days).toMillis(), null);
    ground.database().write(transaction -> {
      var store = new InvitationStore(transaction);
      if (store.count() >= OPEN_MAX) {
        throw AccountError.TOO_MANY_REQUESTS.exception("there are " + OPEN_MAX + " invitations");
      }
      store.insert(hash(token), invitation);
      return true;
    });
    return token;
  }

  /** Returns all, newest first, those included that were used or expired within a month. */
  public List<Invitation> list() {
    return ground.database().read(transaction -> new InvitationStore(transaction).all(OPEN_MAX));
  }

  /** Ends the invitation with the id; tells whether there was one that nobody had used. */
  public boolean revoke(String id) {
    return ID.matcher(id).matches()
        && ground.database().write(transaction -> {
              discardWaiting(transaction, id);
              return new InvitationStore(transaction).revoke(id);
            })
            > 0;
  }

  /** Lets the invitation of an account that is gone be used again. */
  public static void release(Transaction transaction, String accountId) {
    new InvitationStore(transaction).release(accountId);
  }

  /** Removes the accounts that came by these invitations and have not proved their addresses. */
  private static void discardWaiting(Transaction transaction, String hash) {
    new InvitationStore(transaction)
        .waiting(hash)
        .forEach(accountId -> Accounts.discard(transaction, accountId));
  }

  /** Returns what a link stands for, when it still lets somebody in. */
  Optional<Invitation> find(String token) {
    return TOKEN.matcher(token).matches()
        ? ground
            .database()
            .read(transaction -> new InvitationStore(transaction).find(hash(token)))
            .filter(invitation -> invitation.isOpen(ground.now()))
        : Optional.empty();
  }

  /** Tells whether a link, while it lets somebody in, makes her own this server. */
  public boolean isClaim(String token) {
    return find(token).filter(Invitation::isOwner).isPresent();
  }

  /**
   * Returns what lets the holder of a link make an account, once.
   *
   * @throws AccountException when it lets nobody in
   */
  public Admission admission(String token, SignUp signUp) {
    var invitation = find(token).orElseThrow(Invitations::gone);
    if (signUp == SignUp.CLOSED && !invitation.isOwner()) {
      throw AccountError.SIGN_UP_CLOSED.exception("sign_up is closed");
    }
    var hash = hash(token);
    return (transaction, accountId) -> {
      // The same person, perhaps: the address that she typed first was not hers.
      discardWaiting(transaction, hash);
      if (!new InvitationStore(transaction).spend(hash, accountId, ground.now())) {
        throw gone();
      }
      return invitation.isOwner();
    };
  }

  /** Removes a few that expired a month ago; true when there may be more. */
  public boolean purge() {
    long before = ground.now() - MEMORY.toMillis();
    return ground.database().write(transaction -> new InvitationStore(transaction)
            .deleteExpired(before, PURGE_STEP))
        == PURGE_STEP;
  }

  private static AccountException gone() {
    return AccountError.INVITATION_GONE.exception("the invitation lets nobody in any more");
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Sha256.of(HexFormat.of().parseHex(token)));
  }
}
