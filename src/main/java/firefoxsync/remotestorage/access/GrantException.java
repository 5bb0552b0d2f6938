// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

/** An app gets no token. The message is for its developer. */
final class GrantException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final GrantError error;

  GrantException(GrantError error, String description) {
    super(description);
    this.error = error;
  }

  GrantError error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
