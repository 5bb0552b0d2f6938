// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Hkdf;
import firefoxsync.crypto.Secrets;
import firefoxsync.crypto.Sha256;
import firefoxsync.hawk.HawkCredentials;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A 32-byte token of an account, and what both sides derive from it. The server makes it, hands it
 * out and forgets it: only {@link #storedId} and the HAWK key are kept.
 */
public final class AccountToken {
  /** What a token is for. */
  enum Kind {
    /** Acts for a signed-in person. */
    SESSION("sessionToken", "fxs"),
    /** Fetches the wrapped keys, once. */
    KEY_FETCH("keyFetchToken", "fxk"),
    /** Sets a new password after the old one was shown. */
    PASSWORD_CHANGE("passwordChangeToken", "fxpc"),
    /** Sets a new password by a link from the administrator. */
    ACCOUNT_RESET("accountResetToken", "fxar");

    private final String label;
    private final String bearerPrefix;

    Kind(String label, String bearerPrefix) {
      this.label = label;
      this.bearerPrefix = bearerPrefix;
    }

    String bearerPrefix() {
      return bearerPrefix;
    }
  }

  private static final int PART_BYTES = 32;

  private final byte[] token;
  private final byte[] derived;

  AccountToken(Kind kind, byte[] token) {
    this.token = token;
    this.derived = Hkdf.derive(token, KeyWord.of(kind.label), 3 * PART_BYTES);
  }

  static AccountToken fresh(Kind kind, Secrets secrets) {
    return new AccountToken(kind, secrets.bytes(PART_BYTES));
  }

  /** Returns the token itself as hexadecimal digits, for its owner alone. */
  public String hex() {
    return HexFormat.of().formatHex(token);
  }

  /** Returns the id that requests name; whoever knows it holds the token's power. */
  String id() {
    return HexFormat.of().formatHex(part(0));
  }

  /** Returns the name under which the server keeps it. */
  String storedId() {
    return storedId(id());
  }

  /** Returns the name under which the server keeps the token with this id of 64 hex digits. */
  static String storedId(String id) {
    return HexFormat.of().formatHex(Sha256.of(HexFormat.of().parseHex(id)));
  }

  byte[] hawkKey() {
    return part(1);
  }

  HawkCredentials hawkCredentials() {
    return new HawkCredentials(id(), hawkKey());
  }

  /** Returns the third part, from which keys for answers come. */
  byte[] extra() {
    return part(2);
  }

  private byte[] part(int index) {
    return Arrays.copyOfRange(derived, index * PART_BYTES, (index + 1) * PART_BYTES);
  }

  @Override
  public String toString() {
    return "AccountToken[…]";
  }
}
