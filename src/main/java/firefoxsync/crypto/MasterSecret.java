// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    SECOND_STEP("firefox-sync/v1/second-step");

    private final String label;

    Use(String label) {
      this.label = label;
    }
  }

  /** Shorter secrets are refused: they could be guessed. */
  public static final int CHARACTERS_MIN = 16;

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

  @Override
  public String toString() {
    return "MasterSecret[" + secrets.size() + "]";
  }
}
