// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.util.Random;

/** Text that does not compress well, as ciphertext in base64 does not. */
final class ProviderNoise {
  private ProviderNoise() {}

  static String of(long seed, int length) {
    return new Random(seed)
        .ints(length, '0', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
