// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/**
 * Somebody who has not shown yet who she is.
 *
 * @param address the client's address in full
 * @param userAgent what her browser calls itself; cut to a sane length
 */
public record Visitor(String address, String userAgent) {
  private static final int USER_AGENT_CHARACTERS_MAX = 255;

  /** Cuts a long user agent. */
  public Visitor {
    if (userAgent.length() > USER_AGENT_CHARACTERS_MAX) {
      userAgent = userAgent.substring(0, USER_AGENT_CHARACTERS_MAX);
    }
  }
}
