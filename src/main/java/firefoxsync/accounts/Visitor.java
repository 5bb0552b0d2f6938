// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.accounts.letters.LetterTexts;
import firefoxsync.http.RequestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Somebody who has not shown yet who she is.
 *
 * @param address the client's address in full
 * @param userAgent what her browser calls itself; cut to a sane length
 * @param language the tag of the language in which she is written to
 */
public record Visitor(String address, String userAgent, String language) {
  private static final int USER_AGENT_CHARACTERS_MAX = 255;
  private static final int NETWORK_BYTES = 8;

  /** Cuts what is too long. */
  public Visitor {
    if (userAgent.length() > USER_AGENT_CHARACTERS_MAX) {
      userAgent = userAgent.substring(0, USER_AGENT_CHARACTERS_MAX);
    }
  }

  /** Returns who sends a request. */
  public static Visitor of(RequestHead head) {
    return new Visitor(
        head.clientAddress(),
        head.header("User-Agent").orElse(""),
        LetterTexts.language(head.header("Accept-Language")));
  }

  /** Returns what tries are counted by: the address, of IPv6 the /64 that one customer has. */
  public String network() {
    if (!address.contains(":")) {
      return address;
    }
    try {
      var bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
    } catch (UnknownHostException e) {
      // A text with a colon is never looked up; one that is no address counts as itself.
      return address;
    }
  }
}
