// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** What the accounts API refuses, with the status and number that clients go by. */
public enum AccountError {
  PROFILE_UNAUTHORIZED(401, 100, "Unauthorized for this profile"),
  ACCOUNT_EXISTS(400, 101, "Account already exists"),
  UNKNOWN_ACCOUNT(400, 102, "Unknown account"),
  INCORRECT_PASSWORD(400, 103, "Incorrect password"),
  ACCOUNT_UNVERIFIED(400, 104, "The account waits for the code that was mailed"),
  INVALID_JSON(400, 106, "Invalid JSON in request body"),
  INVALID_PARAMETER(400, 107, "Invalid parameter in request body"),
  MISSING_PARAMETER(400, 108, "Missing parameter in request body"),
  INVALID_SIGNATURE(401, 109, "Invalid request signature"),
  INVALID_TOKEN(401, 110, "Invalid authentication token in request signature"),
  INVALID_TIMESTAMP(401, 111, "Invalid timestamp in request signature"),
  BODY_TOO_LARGE(413, 113, "Request body too large"),
  TOO_MANY_REQUESTS(429, 114, "Client has sent too many requests"),
  NO_SUCH_ENDPOINT(404, 116, "This endpoint does not exist"),
  SIGN_UP_CLOSED(403, 116, "This server takes new people by invitation"),
  INVITATION_GONE(410, 116, "The invitation was used, revoked, or has expired"),
  ACCOUNT_DISABLED(400, 121, "The administrator has disabled this account"),
  NOT_AN_OWNER(403, 125, "Only an owner of this server may do this"),
  UNKNOWN_DEVICE(400, 123, "Unknown device"),
  DEVICE_CONFLICT(400, 124, "Session already registered by another device"),
  SESSION_UNVERIFIED(400, 138, "The session waits for a code"),
  SECOND_STEP_EXISTS(400, 154, "There is a second step already"),
  NO_SECOND_STEP(400, 155, "There is no second step"),
  UNKNOWN_RECOVERY_CODE(400, 156, "Unknown recovery code"),
  COMMAND_UNAVAILABLE(400, 157, "The device does not take this command"),
  UNKNOWN_RECOVERY_KEY(400, 158, "Unknown recovery key"),
  INVALID_RECOVERY_KEY(400, 159, "The recovery key does not fit"),
  RECOVERY_KEY_EXISTS(400, 161, "There is a recovery key already"),
  UNKNOWN_CLIENT(400, 162, "Unknown client"),
  INVALID_SCOPES(400, 163, "Requested scopes are not allowed"),
  STALE_AUTHENTICATION(401, 164, "Stale authentication"),
  NOT_PUBLIC_CLIENT(400, 166, "Not a public client"),
  INCORRECT_REDIRECT(400, 167, "Incorrect redirect URI"),
  INVALID_RESPONSE_TYPE(400, 168, "Invalid response type"),
  MISSING_PKCE(400, 169, "Public clients require PKCE parameters"),
  UNKNOWN_CODE(400, 172, "Unknown authorization code"),
  MISMATCHED_CODE(400, 173, "Authorization code of another client"),
  EXPIRED_CODE(400, 174, "Expired authorization code"),
  INVALID_PKCE(400, 175, "PKCE code challenge does not match"),
  UNKNOWN_REFRESH_TOKEN(400, 182, "Unknown refresh token"),
  INVALID_CODE(400, 183, "The code is wrong or was used"),
  UNAVAILABLE(503, 201, "Service unavailable"),
  FEATURE_DISABLED(503, 202, "Feature not enabled"),
  BAD_REQUEST(400, 107, "The request is not well-formed"),
  UNEXPECTED(500, 999, "Unexpected error");

  private final int status;
  private final int errno;
  private final String message;

  AccountError(int status, int errno, String message) {
    this.status = status;
    this.errno = errno;
    this.message = message;
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns the number by which clients know it. */
  public int errno() {
    return errno;
  }

  /** Returns the sentence for developers; pages have words of their own. */
  public String message() {
    return message;
  }

  /** Returns the exception that answers with this error; the reason is for the log alone. */
  public AccountException exception(String reason) {
    return new AccountException(this, reason);
  }
}
