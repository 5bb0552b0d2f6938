// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The administrator's secrets, newest first: the first signs and seals, all verify and open.
 *
 * <p>Every use has its own label, listed in {@link Use}, so that no two uses share a key.
 */
public final class MasterSecret {
  /** What a key is derived for. */
  public enum Use {
    /** Signs storage tokens; the label is the one of Mozilla's token library. */
    TOKEN_SIGNING("services.mozilla.com/tokenlib/v1/signing"),
    /** Names a secret in front of what it sealed. */
    KEY_ID("firefox-sync/v1/key-id"),
    /** Seals the seeds of second steps. */
    SECOND_STEP("firefox-sync/v1/second-step"),
    /** Seals what opens people's storage elsewhere. */
    PROVIDER("firefox-sync/v1/provider"),
    /** Seals accounts that are kept there. */
    ACCOUNT_RECORD("firefox-sync/v1/account-record"),
    /** Seals the key by which push services know this server. */
    VAPID_KEY("firefox-sync/v1/vapid-key");

    private final String label;

    Use(String label) {
      this.label = label;
    }
  }

  /** Shorter secrets are refused: they could be guessed. */
  public static final int CHARACTERS_MIN = 16;

  static final int KEY_ID_BYTES = 8;

  private final List<byte[]> secrets;

  private MasterSecret(List<byte[]> secrets) {
    this.secrets = secrets;
  }

  /** Takes the secrets, newest first, each as the UTF-8 bytes of its text. */
  public static MasterSecret of(List<String> newestFirst) {
    if (newestFirst.isEmpty()) {
      throw new IllegalArgumentException("there is no master secret");
    }
    return new MasterSecret(
        newestFirst.stream().map(text -> text.getBytes(UTF_8)).toList());
  }

  /** Returns the secrets as bytes, newest first. */
  public List<byte[]> newestFirst() {
    return secrets;
  }

  /** Returns the 32-byte key that one of the {@link #newestFirst} secrets yields for the use. */
  public static byte[] key(byte[] secret, Use use) {
    return Hkdf.derive(secret, use.label, 32);
  }

  /** Returns the names of the secrets, newest first: 16 hexadecimal digits that tell nothing else. */
  public List<String> keyIds() {
    return secrets.stream()
        .map(secret -> HexFormat.of().formatHex(keyId(secret)))
        .toList();
  }

  /** Returns what names a secret in front of what it sealed. */
  static byte[] keyId(byte[] secret) {
    return Arrays.copyOf(key(secret, Use.KEY_ID), KEY_ID_BYTES);
  }

  @Override
  public String toString() {
    return "MasterSecret[" + secrets.size() + "]";
  }
}
