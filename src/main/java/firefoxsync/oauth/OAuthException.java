// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

/** OAuth refused a request; the message is for the log alone. */
final class OAuthException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final OAuthError error;

  OAuthException(OAuthError error, String reason) {
    super(reason);
    this.error = error;
  }

  OAuthError error() {
    return error;
  }
}
