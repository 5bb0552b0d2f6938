// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import firefoxsync.accounts.AccountError;

/**
 * What OAuth refuses. The same fault has one number under {@code /auth/v1}, where it is an error of
 * the accounts API, and another under {@code /oauth/v1}.
 */
enum OAuthError {
  UNKNOWN_CLIENT(101, "Unknown client", AccountError.UNKNOWN_CLIENT),
  INCORRECT_REDIRECT(103, "Incorrect redirect URI", AccountError.INCORRECT_REDIRECT),
  UNKNOWN_CODE(105, "Unknown authorization code", AccountError.UNKNOWN_CODE),
  MISMATCHED_CODE(106, "Authorization code of another client", AccountError.MISMATCHED_CODE),
  EXPIRED_CODE(107, "Expired authorization code", AccountError.EXPIRED_CODE),
  INVALID_TOKEN(108, "Invalid token", AccountError.INVALID_TOKEN),
  INVALID_PARAMETER(109, "Invalid request parameter", AccountError.INVALID_PARAMETER),
  INVALID_RESPONSE_TYPE(110, "Invalid response type", AccountError.INVALID_RESPONSE_TYPE),
  INVALID_SCOPES(114, "Requested scopes are not allowed", AccountError.INVALID_SCOPES),
  INVALID_PKCE(117, "PKCE code challenge does not match", AccountError.INVALID_PKCE),
  MISSING_PKCE(118, "Public clients require PKCE parameters", AccountError.MISSING_PKCE),
  INVALID_GRANT_TYPE(121, "Invalid grant type", AccountError.INVALID_PARAMETER);

  /** The status of every refusal under {@code /oauth/v1}. */
  static final int STATUS = 400;

  private final int errno;
  private final String message;
  private final AccountError accountError;

  OAuthError(int errno, String message, AccountError accountError) {
    this.errno = errno;
    this.message = message;
    this.accountError = accountError;
  }

  int errno() {
    return errno;
  }

  String message() {
    return message;
  }

  /** Returns how the accounts API calls this fault. */
  AccountError accountError() {
    return accountError;
  }

  /** Returns the exception of this error; the reason is for the log. */
  OAuthException exception(String reason) {
    return new OAuthException(this, reason);
  }
}
