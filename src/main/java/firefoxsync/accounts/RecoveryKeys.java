// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.crypto.Sha256;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Keys on paper, with which a person keeps her data when she forgets the password. The browser makes
 * the key and seals kB under it; the server keeps the sealed text, and a hash of the key's id.
 */
public final class RecoveryKeys {
  private static final Pattern DATA = Pattern.compile("[A-Za-z0-9_.=+/-]{1,4096}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Ground ground;

  RecoveryKeys(Ground ground) {
    this.ground = ground;
  }

  /** Returns the name under which a key is kept. */
  static String hash(String recoveryKeyId) {
    return HexFormat.of().formatHex(Sha256.of(checkId(recoveryKeyId).getBytes(US_ASCII)));
  }

  /** Tells whether an account has a key. */
  public boolean exists(String accountId) {
    return ground.database().read(transaction -> new RecoveryKeyStore(transaction)
        .exists(accountId));
  }

  /**
   * Keeps what a browser sealed.
   *
   * @throws AccountException when there is a key already
   */
  void create(String accountId, String recoveryKeyId, String data) {
    var hash = hash(recoveryKeyId);
    if (!DATA.matcher(data).matches()) {
      throw Fields.invalid("recoveryData");
    }
    boolean isNew = ground.database().write(transaction -> new RecoveryKeyStore(transaction)
        .insert(accountId, hash, data, ground.now()));
    if (!isNew) {
      throw AccountError.RECOVERY_KEY_EXISTS.exception("there is a recovery key already");
    }
  }

  void delete(String accountId) {
    ground.database().write(transaction -> {
      new RecoveryKeyStore(transaction).delete(accountId);
      return true;
    });
  }

  private static String checkId(String recoveryKeyId) {
    if (!ID.matcher(recoveryKeyId).matches()) {
      throw Fields.invalid("recoveryKeyId");
    }
    return recoveryKeyId;
  }
}
