// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.devices.DeviceNotices;
import firefoxsync.accounts.devices.DeviceStore;
import firefoxsync.accounts.letters.AccountLetters;
import firefoxsync.accounts.secondstep.SecondSteps;
import firefoxsync.database.Transaction;
import firefoxsync.hawk.HawkCredentials;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * New passwords for old: changed by who knows the old one, which keeps the data, or reset by a link
 * from the administrator, which keeps them only with a recovery key. Either signs everybody else out.
 */
public final class Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final Duration CHANGE_LIFE = Duration.ofMinutes(15);
  private static final int KEY_BYTES = 32;
  private static final int PURGE_STEP = 100;

  private final Ground ground;
  private final Accounts accounts;
  private final PasswordGate gate;
  private final SecondSteps secondSteps;
  private final DeviceNotices notices;
  private final AccountLetters letters;

  /** What a new password changes elsewhere. */
  record Consequences(SecondSteps secondSteps, DeviceNotices notices, AccountLetters letters) {}

  Passwords(Ground ground, Accounts accounts, PasswordGate gate, Consequences consequences) {
    this.ground = ground;
    this.accounts = accounts;
    this.gate = gate;
    this.secondSteps = consequences.secondSteps();
    this.notices = consequences.notices();
    this.letters = consequences.letters();
  }

  /** What a shown password buys: a token to change it, and one for the keys to be wrapped anew. */
  record Started(AccountToken change, AccountToken keyFetch) {}

  /** What a link stands for. */
  record Reset(Account account, PasswordToken token, boolean hasRecoveryKey) {}

  /** How a new password begins: the session that it opens, and whether it wants the keys. */
  record Beginning(Visitor visitor, boolean keysWanted) {
    String userAgent() {
      return visitor.userAgent();
    }
  }

  Optional<HawkCredentials> credentials(AccountToken.Kind kind, String tokenId) {
    return ground.database().read(transaction -> new PasswordTokenStore(transaction)
        .credentials(kind, tokenId, ground.now()));
  }

  /**
   * Asks for the old password.
   *
   * @throws AccountException when it is wrong, or was tried too often
   */
  Started start(Session session, byte[] authPw, Visitor visitor) {
    var unlocked = gate.unlock(session, authPw, visitor);
    var started = new Started(
        AccountToken.fresh(AccountToken.Kind.PASSWORD_CHANGE, ground.secrets()),
        AccountToken.fresh(AccountToken.Kind.KEY_FETCH, ground.secrets()));
    long now = ground.now();
    var facts = new PasswordToken(
        AccountToken.Kind.PASSWORD_CHANGE,
        session.accountId(),
        session.id(),
        false,
        now + CHANGE_LIFE.toMillis());
    return ground.database().write(transaction -> {
      new PasswordTokenStore(transaction).put(started.change(), facts, now);
      new SessionStore(transaction).insertKeyFetch(started.keyFetch(), unlocked, session, now);
      return started;
    });
  }

  /** Spends a token: the password is another, kB and all data stay. */
  SignedIn change(String tokenId, NewPassword password, Beginning beginning) {
    var token = require(tokenId);
    var keys =
        PasswordGate.unlessBusy(() -> accounts.lock(password, oldKeys(token).kA()));
    var session = NewSession.fresh(
        ground.secrets(), beginning.userAgent(), beginning.keysWanted(), Due.NOTHING);
    var audience = notices.audience(token.accountId());
    var signedIn = ground.database().write(transaction -> {
      var account = spend(transaction, tokenId, token);
      var changed = with(account, password, account.keysChangedAt());
      return replace(transaction, new Replacement(changed, password, keys), session, token);
    });
    notices.passwordChanged(audience, token.sessionId());
    accounts
        .find(token.accountId())
        .ifPresent(account -> letters.passwordChanged(account, beginning.visitor()));
    LOG.info("account {} has another password", token.accountId());
    return signedIn;
  }

  /** Returns a new link's token, in place of an earlier one; only its hash is kept. */
  public AccountToken resetLink(String accountId, Duration life, boolean dropsSecondStep) {
    var token = AccountToken.fresh(AccountToken.Kind.ACCOUNT_RESET, ground.secrets());
    long now = ground.now();
    var facts = new PasswordToken(
        AccountToken.Kind.ACCOUNT_RESET, accountId, null, dropsSecondStep, now + life.toMillis());
    ground.database().write(transaction -> {
      new PasswordTokenStore(transaction).put(token, facts, now);
      return true;
    });
    return token;
  }

  /** Tells what a link stands for, so that a page can say what it will do. */
  Reset reset(String tokenId) {
    var token = require(tokenId);
    var account = accounts
        .find(token.accountId())
        .orElseThrow(() -> AccountError.UNKNOWN_ACCOUNT.exception("the account is gone"));
    var hasRecoveryKey = ground.database().read(transaction -> new RecoveryKeyStore(transaction)
        .exists(token.accountId()));
    return new Reset(account, token, hasRecoveryKey);
  }

  /** Returns what the recovery key with this id opens. */
  String recoveryData(String tokenId, String recoveryKeyId) {
    var token = require(tokenId);
    return ground
        .database()
        .read(transaction -> new RecoveryKeyStore(transaction)
            .find(token.accountId(), RecoveryKeys.hash(recoveryKeyId)))
        .orElseThrow(() -> AccountError.UNKNOWN_RECOVERY_KEY.exception("another recovery key"));
  }

  /**
   * Spends a link: with a recovery key kB stays, without one the account begins anew with empty
   * stores.
   */
  SignedIn reset(
      String tokenId, NewPassword password, @Nullable String recoveryKeyId, Beginning beginning) {
    var token = require(tokenId);
    boolean keepsKeys = recoveryKeyId != null;
    if (recoveryKeyId != null) {
      recoveryData(tokenId, recoveryKeyId);
    }
    var kA = keepsKeys ? oldKeys(token).kA() : ground.secrets().bytes(KEY_BYTES);
    var keys = PasswordGate.unlessBusy(() -> accounts.lock(password, kA));
    boolean isStepDue = !token.dropsSecondStep() && secondSteps.isOn(token.accountId());
    var session = NewSession.fresh(
        ground.secrets(),
        beginning.userAgent(),
        beginning.keysWanted(),
        isStepDue ? Due.SECOND_STEP : Due.NOTHING);
    var audience = notices.audience(token.accountId());
    var signedIn = ground.database().write(transaction -> {
      var account = spend(transaction, tokenId, token);
      if (!keepsKeys) {
        new RecoveryKeyStore(transaction).delete(account.id());
      }
      if (token.dropsSecondStep()) {
        secondSteps.drop(transaction, account.id());
      }
      // The link came by a letter to the address, or from the administrator, who vouches for it.
      new AccountStore(transaction).prove(account.id());
      long changedAt = keepsKeys ? account.keysChangedAt() : later(account.keysChangedAt());
      var changed = with(account, password, changedAt);
      return replace(transaction, new Replacement(changed, password, keys), session, token);
    });
    notices.passwordReset(audience);
    accounts
        .find(token.accountId())
        .ifPresent(account -> letters.passwordReset(account, beginning.visitor()));
    LOG.info(
        "account {} was reset by a link, {}",
        token.accountId(),
        keepsKeys ? "its data kept by the recovery key" : "with new keys and empty stores");
    return signedIn;
  }

  /** Removes a few tokens that have expired; true when there may be more. */
  public boolean purge() {
    long now = ground.now();
    return ground.database().write(transaction -> new PasswordTokenStore(transaction)
            .deleteExpired(now, PURGE_STEP))
        == PURGE_STEP;
  }

  private record Replacement(Account account, NewPassword password, LockedKeys keys) {}

  private SignedIn replace(
      Transaction transaction, Replacement now, NewSession session, PasswordToken token) {
    var account = now.account();
    new AccountStore(transaction).updatePassword(account, now.keys());
    var devices = new DeviceStore(transaction);
    if (token.sessionId() != null) {
      devices.move(token.sessionId(), session.token().storedId());
    }
    devices.deleteOfAccountBut(account.id(), session.token().storedId());
    new SessionStore(transaction).deleteTokensOfAccount(account.id());
    var unlocked =
        new UnlockedAccount(account, now.keys().kA(), now.password().proof().wrapKb());
    return session.open(transaction, unlocked, ground.now());
  }

  private Account spend(Transaction transaction, String tokenId, PasswordToken token) {
    var account = Accounts.requireLocked(new AccountStore(transaction), token.accountId());
    if (!new PasswordTokenStore(transaction).delete(tokenId)) {
      throw AccountError.INVALID_TOKEN.exception("somebody was faster with the token");
    }
    return account;
  }

  private Account with(Account account, NewPassword password, long keysChangedAt) {
    var times = new Account.Times(
        account.createdAt(),
        later(account.generation()),
        keysChangedAt,
        account.times().disabledAt(),
        OptionalLong.empty());
    return new Account(
        account.id(),
        account.email(),
        password.salt().text(),
        times,
        account.isOwner(),
        account.displayName());
  }

  private long later(long before) {
    return Math.max(ground.now(), before + 1);
  }

  private LockedKeys oldKeys(PasswordToken token) {
    return ground
        .database()
        .read(transaction -> new AccountStore(transaction).lockedKeys(token.accountId()))
        .orElseThrow(() -> AccountError.UNKNOWN_ACCOUNT.exception("the account is gone"));
  }

  private PasswordToken require(String tokenId) {
    return ground
        .database()
        .read(transaction -> new PasswordTokenStore(transaction).find(tokenId, ground.now()))
        .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("the token was used or expired"));
  }
}
