// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

/** The token server refused a request; the message is for the log alone. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final TokenError error;
  private final String name;

  TokenException(TokenError error, String name, String reason) {
    super(reason);
    this.error = error;
    this.name = name;
  }

  TokenError error() {
    return error;
  }

  /** Returns what the fault is called in the answer. */
  String name() {
    return name;
  }
}
