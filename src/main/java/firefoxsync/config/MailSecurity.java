// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/** How the way to a mail server is guarded. */
public enum MailSecurity {
  /** The connection begins in clear and is encrypted before anything is said; port 587. */
  STARTTLS,
  /** The connection is encrypted from its start; port 465. */
  TLS,
  /** Nothing is encrypted: for a mail server on this very machine. */
  NONE
}
