// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes of six digits that change every 30 seconds (RFC 6238, HMAC-SHA-1), as all apps show them. */
public final class Totp {
  private static final long STEP_MILLIS = 30_000;
  private static final int DIGITS_MODULUS = 1_000_000;

  private Totp() {}

  /** Returns the code of a step. */
  static String code(byte[] seed, long step) {
    byte[] mac;
    try {
      var hmac = Mac.getInstance("HmacSHA1");
      hmac.init(new SecretKeySpec(seed, "HmacSHA1"));
      mac = hmac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      // Every Java platform has HmacSHA1.
      throw new IllegalStateException(e);
    }
    int offset = mac[mac.length - 1] & 0xf;
    int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % DIGITS_MODULUS);
  }

  /** Returns the step of the code, when it is of now, of the step before or the one after. */
  public static OptionalLong stepOf(byte[] seed, String code, long nowMillis) {
    long now = nowMillis / STEP_MILLIS;
    return LongStream.rangeClosed(now - 1, now + 1)
        .filter(step -> Secrets.equal(code(seed, step).getBytes(US_ASCII), code.getBytes(US_ASCII)))
        .findFirst();
  }
}
