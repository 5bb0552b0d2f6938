// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.InetAddress;

/**
 * Addresses that begin alike, such as {@code 10.0.0.0/8} or {@code ::1}.
 *
 * @param address one of them
 * @param prefixBits how many of its bits they share
 */
public record AddressRange(InetAddress address, int prefixBits) {
  /** Refuses a prefix that is longer than the address. */
  public AddressRange {
    int bits = address.getAddress().length * Byte.SIZE;
    if (prefixBits < 0 || prefixBits > bits) {
      throw new IllegalArgumentException("the prefix must be 0 to " + bits);
    }
  }

  /**
   * Parses an address, perhaps with a prefix.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      var address = NumericAddress.parse(text);
      return new AddressRange(address, address.getAddress().length * Byte.SIZE);
    }
    var prefix = text.substring(slash + 1);
    if (!prefix.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("the prefix after / must be a number");
    }
    return new AddressRange(
        NumericAddress.parse(text.substring(0, slash)), Integer.parseInt(prefix));
  }

  /** Tells whether the address is one of them. */
  public boolean contains(InetAddress candidate) {
    var ours = address.getAddress();
    var theirs = candidate.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int differing = 0;
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      differing |= (ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask;
    }
    return differing == 0;
  }
}
