// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.secondstep;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Attempts;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.Sessions;
import firefoxsync.crypto.Base32;
import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Sha256;
import firefoxsync.crypto.Totp;
import firefoxsync.database.Transaction;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Codes of an app that a sign-in needs beside the password, for those who want it. A code is taken
 * once; recovery codes stand in for a lost phone.
 */
public final class SecondSteps {
  private static final int SEED_BYTES = 20;
  private static final int RECOVERY_CODES = 8;
  private static final int RECOVERY_CODE_BYTES = 10;

  /** Only who knows the password gets as far as trying, so no stranger can use these up. */
  private static final Attempts.Limit TRIES = new Attempts.Limit(10, Duration.ofMinutes(15));

  private final Ground ground;
  private final Sessions sessions;
  private final Seal seal;
  private final Attempts attempts;

  /** Takes the ground to stand on, what is verified, and what seals the seeds. */
  public SecondSteps(Ground ground, Sessions sessions, Seal seal) {
    this.ground = ground;
    this.sessions = sessions;
    this.seal = seal;
    this.attempts = new Attempts(TRIES, ground.clock());
  }

  /** What a person must write down or scan, shown once. */
  record Fresh(String seed, List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "Fresh[…]";
    }
  }

  /** Tells whether an account's sign-ins need a second step. */
  public boolean isOn(String accountId) {
    return find(accountId).filter(SecondStep::isActive).isPresent();
  }

  /**
   * Makes a seed, which counts once a code of it was shown.
   *
   * @throws AccountException when there is one that counts
   */
  Fresh create(String accountId) {
    var seed = ground.secrets().bytes(SEED_BYTES);
    var codes = freshCodes();
    var sealed = seal.seal(seed, accountId);
    ground.database().write(transaction -> {
      var store = new SecondStepStore(transaction);
      if (store.find(accountId).filter(SecondStep::isActive).isPresent()) {
        throw AccountError.SECOND_STEP_EXISTS.exception("there is a second step already");
      }
      store.put(accountId, sealed, ground.now());
      store.putRecoveryCodes(accountId, codes.stream().map(SecondSteps::hash).toList());
      return true;
    });
    return new Fresh(Base32.of(seed), codes);
  }

  /** Makes other recovery codes in place of those that are left. */
  List<String> renewRecoveryCodes(String accountId) {
    if (!isOn(accountId)) {
      throw AccountError.NO_SECOND_STEP.exception("there is no second step");
    }
    var codes = freshCodes();
    ground.database().write(transaction -> {
      new SecondStepStore(transaction)
          .putRecoveryCodes(accountId, codes.stream().map(SecondSteps::hash).toList());
      return true;
    });
    return codes;
  }

  /**
   * Takes a code of the app: the session is verified, and the seed counts from now on.
   *
   * @return whether the code was right and new
   * @throws AccountException when there is no seed, or too much was tried
   */
  boolean verify(Session session, String code) {
    var accountId = session.accountId();
    var step = find(accountId)
        .orElseThrow(() -> AccountError.NO_SECOND_STEP.exception("there is no second step"));
    attempts.take(accountId);
    var seed = seal.open(step.sealedSeed(), accountId)
        .orElseThrow(() -> new IllegalStateException(
            "the second step of account " + accountId + " was sealed under another master secret"));
    var found = Totp.stepOf(seed, code.replace(" ", ""), ground.now());
    if (found.isEmpty() || !spend(accountId, found.getAsLong(), sealedNow(step, seed, accountId))) {
      return false;
    }
    attempts.giveBack(accountId);
    sessions.verify(session);
    return true;
  }

  /**
   * Takes a recovery code in place of the app's.
   *
   * @return how many are left; empty when the code is none of them
   * @throws AccountException when too much was tried
   */
  Optional<Long> recover(Session session, String code) {
    var accountId = session.accountId();
    attempts.take(accountId);
    var left = ground.database().write(transaction -> {
      var store = new SecondStepStore(transaction);
      return store.spendRecoveryCode(accountId, hash(code))
          ? Optional.of(store.recoveryCodes(accountId))
          : Optional.<Long>empty();
    });
    if (left.isPresent()) {
      attempts.giveBack(accountId);
      sessions.verify(session);
    }
    return left;
  }

  /** Ends the second step of an account. */
  void drop(String accountId) {
    ground.database().write(transaction -> {
      drop(transaction, accountId);
      return true;
    });
  }

  /** Ends the second step of an account, in a transaction of somebody else's. */
  public void drop(Transaction transaction, String accountId) {
    new SecondStepStore(transaction).delete(accountId);
  }

  private Optional<SecondStep> find(String accountId) {
    return ground.database().read(transaction -> new SecondStepStore(transaction).find(accountId));
  }

  private boolean spend(String accountId, long step, byte[] sealedSeed) {
    return ground.database().write(transaction -> new SecondStepStore(transaction)
        .spend(accountId, step, sealedSeed));
  }

  /** Returns the sealed seed, sealed anew after the master secret was changed. */
  private byte[] sealedNow(SecondStep step, byte[] seed, String accountId) {
    return seal.isCurrent(step.sealedSeed()) ? step.sealedSeed() : seal.seal(seed, accountId);
  }

  private List<String> freshCodes() {
    return Stream.generate(() -> Base32.of(ground.secrets().bytes(RECOVERY_CODE_BYTES)))
        .limit(RECOVERY_CODES)
        .map(code -> code.toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-"))
        .toList();
  }

  private static String hash(String recoveryCode) {
    var plain = recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return HexFormat.of().formatHex(Sha256.of(plain.getBytes(US_ASCII)));
  }
}
