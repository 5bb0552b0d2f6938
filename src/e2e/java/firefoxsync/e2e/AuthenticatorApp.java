// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an app on a phone shows for a seed: RFC 6238 with SHA-1, six digits, half a minute. */
final class AuthenticatorApp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_MILLIS = 30_000;

  private final byte[] seed;

  private AuthenticatorApp(byte[] seed) {
    this.seed = seed;
  }

  /** Takes the seed as it is typed, in groups or not. */
  static AuthenticatorApp of(String typed) {
    var digits = typed.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    var bytes = new byte[digits.length() * 5 / 8];
    int bits = 0;
    int kept = 0;
    int at = 0;
    for (int place = 0; place < digits.length(); place++) {
      bits = bits << 5 | BASE32.indexOf(digits.charAt(place));
      kept += 5;
      if (kept >= 8) {
        kept -= 8;
        bytes[at++] = (byte) (bits >> kept);
        bits &= (1 << kept) - 1;
      }
    }
    return new AuthenticatorApp(bytes);
  }

  /** Returns the code of this half minute. */
  String code() {
    return code(0);
  }

  /** Returns the code of the next half minute, which servers take already: clocks differ. */
  String nextCode() {
    return code(1);
  }

  private String code(int stepsAhead) {
    long step = System.currentTimeMillis() / STEP_MILLIS + stepsAhead;
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(seed, "HmacSHA1"));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
      return "%06d".formatted(number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
