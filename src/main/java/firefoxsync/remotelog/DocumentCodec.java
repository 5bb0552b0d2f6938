// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.crypto.Hmac;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into documents and back: {@code fxs1}, a byte that says whether they are encrypted, the
 * zlib stream, the digest. The same text under the same key is the same document.
 */
final class DocumentCodec {
  /** What the envelope of a document adds to its zlib stream at most. */
  static final int OVERHEAD_BYTES = 128;

  static final int KEY_BYTES = 32;

  private static final byte[] MAGIC = "fxs1".getBytes(US_ASCII);
  private static final int HEAD_BYTES = MAGIC.length + 1;
  private static final byte PLAIN = 0;
  private static final byte ENCRYPTED = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int SLICE_BYTES = 64 * 1024;

  /** No document holds more text: a provider's small one must not become a large one here. */
  private static final int TEXT_BYTES_MAX = 64 * 1024 * 1024;

  private final byte @Nullable [] key;

  /** Takes the key of 32 bytes; without one, documents can be read with any tool. */
  DocumentCodec(byte @Nullable [] key) {
    if (key != null && key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    this.key = key;
  }

  LogDocument encode(byte[] text) {
    var deflater = new Deflater();
    try {
      deflater.setInput(text);
      deflater.finish();
      var out = new ByteArrayOutputStream(text.length / 2 + 64);
      var slice = new byte[SLICE_BYTES];
      while (!deflater.finished()) {
        out.write(slice, 0, deflater.deflate(slice));
      }
      return wrap(out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  /** Makes a document of a zlib stream. */
  LogDocument wrap(byte[] deflated) {
    var out = new ByteArrayOutputStream(deflated.length + OVERHEAD_BYTES);
    out.writeBytes(MAGIC);
    if (key == null) {
      out.write(PLAIN);
      out.writeBytes(deflated);
      return LogDocument.of(out.toByteArray());
    }
    out.write(ENCRYPTED);
    // From the content, so that what is unchanged stays the same document; no two texts share one.
    var nonce = Arrays.copyOf(Hmac.sha256(key, deflated), NONCE_BYTES);
    out.writeBytes(nonce);
    out.writeBytes(crypt(Cipher.ENCRYPT_MODE, key, nonce, deflated));
    return LogDocument.of(out.toByteArray());
  }

  /**
   * Returns the document's text.
   *
   * @throws LogException when it has none that this codec can read
   */
  byte[] decode(LogDocument document) {
    var bytes = document.bytes();
    int end = bytes.length - LogDocument.DIGEST_BYTES;
    if (end < HEAD_BYTES || !Arrays.equals(Arrays.copyOf(bytes, MAGIC.length), MAGIC)) {
      throw malformed("is none of ours");
    }
    byte kind = bytes[MAGIC.length];
    if (kind == PLAIN) {
      return inflate(Arrays.copyOfRange(bytes, HEAD_BYTES, end));
    }
    if (kind != ENCRYPTED || end < HEAD_BYTES + NONCE_BYTES + TAG_BITS / 8) {
      throw malformed("is of a kind unknown here");
    }
    if (key == null) {
      throw new LogException(LogException.Kind.LOCKED, "the document is encrypted");
    }
    var nonce = Arrays.copyOfRange(bytes, HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
    return inflate(crypt(
        Cipher.DECRYPT_MODE, key, nonce, Arrays.copyOfRange(bytes, HEAD_BYTES + NONCE_BYTES, end)));
  }

  private static byte[] crypt(int mode, byte[] key, byte[] nonce, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(MAGIC);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new LogException(LogException.Kind.LOCKED, "the key is another one");
    }
  }

  private static byte[] inflate(byte[] deflated) {
    var inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      var out = new ByteArrayOutputStream(deflated.length * 2);
      var slice = new byte[SLICE_BYTES];
      while (!inflater.finished()) {
        int length = inflater.inflate(slice);
        if (length == 0 && !inflater.finished()) {
          throw malformed("ends too early");
        }
        out.write(slice, 0, length);
        if (out.size() > TEXT_BYTES_MAX) {
          throw malformed("is too long");
        }
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw malformed("is no zlib stream");
    } finally {
      inflater.end();
    }
  }

  private static LogException malformed(String what) {
    return new LogException(LogException.Kind.MALFORMED, "the document " + what);
  }
}
