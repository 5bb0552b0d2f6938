// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

/** Every refusal of the token server as clients read it. Those who vouch for people use it, too. */
public enum TokenError {
  NO_AUTHORIZATION(401, "error", Location.BODY, "Unauthorized"),
  UNSUPPORTED_SCHEME(401, "error", Location.BODY, "Unsupported"),
  INVALID_CREDENTIALS(401, "invalid-credentials", Location.BODY, "Unauthorized"),
  MISSING_KEY_ID(401, "invalid-key-id", Location.HEADER, "Missing X-KeyID header"),
  INVALID_KEY_ID(401, "invalid-key-id", Location.HEADER, "Invalid X-KeyID header"),
  MALFORMED_CLIENT_STATE(400, "error", Location.CLIENT_STATE, "Invalid client state value"),
  OTHER_CLIENT_STATE(401, "invalid-client-state", Location.BODY, "Unauthorized"),
  EMPTY_CLIENT_STATE(401, "empty string"),
  STALE_CLIENT_STATE(401, "stale value"),
  SAME_GENERATION(401, "new value with no generation change"),
  SAME_KEYS_CHANGED_AT(401, "new value with no keys_changed_at change"),
  INVALID_GENERATION(401, "invalid-generation", Location.BODY, "Unauthorized"),
  INVALID_KEYS_CHANGED_AT(401, "invalid-keysChangedAt", Location.BODY, "Unauthorized"),
  NEW_USERS_DISABLED(403, "new-users-disabled", Location.BODY, "New users are not allowed"),
  UNKNOWN_APPLICATION(404, "error", Location.APPLICATION, "Unsupported application"),
  UNKNOWN_VERSION(404, "error", Location.URL, "Unsupported application version"),
  VERIFIER_UNAVAILABLE(503, "error", Location.BODY, "Resource is not available");

  /** Where in the request the fault is, and what it is called there. */
  enum Location {
    BODY("body", ""),
    HEADER("header", ""),
    CLIENT_STATE("header", "X-Client-State"),
    URL("url", ""),
    APPLICATION("url", "application"),
    INTERNAL("internal", "");

    private final String place;
    private final String fault;

    Location(String place, String fault) {
      this.place = place;
      this.fault = fault;
    }

    String place() {
      return place;
    }
  }

  private final int httpStatus;
  private final String status;
  private final Location location;
  private final String description;

  TokenError(int httpStatus, String status, Location location, String description) {
    this.httpStatus = httpStatus;
    this.status = status;
    this.location = location;
    this.description = description;
  }

  TokenError(int httpStatus, String clientState) {
    this(
        httpStatus,
        "invalid-client-state",
        Location.CLIENT_STATE,
        "Unacceptable client-state value " + clientState);
  }

  int httpStatus() {
    return httpStatus;
  }

  String status() {
    return status;
  }

  Location location() {
    return location;
  }

  String description() {
    return description;
  }

  /** Returns the exception of this error; the reason is for the log. */
  public TokenException exception(String reason) {
    return new TokenException(this, location.fault, reason);
  }

  /** Returns the exception of this error with the offending value as its name. */
  TokenException exceptionNaming(String name, String reason) {
    return new TokenException(this, name, reason);
  }
}
