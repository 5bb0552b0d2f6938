// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/** Who may make an account on the sign-up page. */
public enum SignUp {
  /** Whoever reaches the page. */
  OPEN,
  /** Whoever holds a link; as long as there are no links, nobody. */
  INVITE,
  /** Nobody; the administrator adds people by command. */
  CLOSED
}
