// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** What a session still waits for after the password was shown. */
enum Due {
  /** Nothing: it holds. */
  NOTHING("", ""),
  /** A code of the person's app. */
  SECOND_STEP("totp-2fa", "login"),
  /** The code that was mailed to a new account's address. */
  ADDRESS("email-otp", "signup");

  private final String method;
  private final String reason;

  Due(String method, String reason) {
    this.method = method;
    this.reason = reason;
  }

  /** Returns what clients call the way to what is due. */
  String method() {
    return method;
  }

  /** Returns what clients call the cause. */
  String reason() {
    return reason;
  }
}
