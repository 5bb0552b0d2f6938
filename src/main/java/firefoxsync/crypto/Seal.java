// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small secrets under the master secret, by AES-256-GCM. The id of the secret stands in front,
 * so that what an older one sealed can be opened and sealed anew.
 */
public final class Seal {
  private static final int KEY_ID_BYTES = MasterSecret.KEY_ID_BYTES;
  private static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final MasterSecret master;
  private final MasterSecret.Use use;
  private final Secrets secrets;

  /** Takes the secrets and what this seal is for. */
  public Seal(MasterSecret master, MasterSecret.Use use, Secrets secrets) {
    this.master = master;
    this.use = use;
    this.secrets = secrets;
  }

  /** Seals a text with the newest secret; only who names the same context opens it. */
  public byte[] seal(byte[] text, String context) {
    var secret = master.newestFirst().get(0);
    var iv = secrets.bytes(IV_BYTES);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, secret, iv, context).doFinal(text);
      return ByteBuffer.allocate(KEY_ID_BYTES + IV_BYTES + sealed.length)
          .put(MasterSecret.keyId(secret))
          .put(iv)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      // Every Java platform has AES-GCM.
      throw new IllegalStateException(e);
    }
  }

  /** Opens what was sealed; empty when the secret is gone, or the text or context was changed. */
  public Optional<byte[]> open(byte[] sealed, String context) {
    if (sealed.length < KEY_ID_BYTES + IV_BYTES + TAG_BITS / 8) {
      return Optional.empty();
    }
    var keyId = Arrays.copyOf(sealed, KEY_ID_BYTES);
    return master.newestFirst().stream()
        .filter(secret -> Arrays.equals(MasterSecret.keyId(secret), keyId))
        .findFirst()
        .flatMap(secret -> open(secret, sealed, context));
  }

  /** Tells whether the newest secret sealed it; if not, it should be sealed anew. */
  public boolean isCurrent(byte[] sealed) {
    return Arrays.equals(
        MasterSecret.keyId(master.newestFirst().get(0)), Arrays.copyOf(sealed, KEY_ID_BYTES));
  }

  private Optional<byte[]> open(byte[] secret, byte[] sealed, String context) {
    var iv = Arrays.copyOfRange(sealed, KEY_ID_BYTES, KEY_ID_BYTES + IV_BYTES);
    int start = KEY_ID_BYTES + IV_BYTES;
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, secret, iv, context)
          .doFinal(sealed, start, sealed.length - start));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] secret, byte[] iv, String context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var key = new SecretKeySpec(MasterSecret.key(secret, use), "AES");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(context.getBytes(UTF_8));
    return cipher;
  }
}
