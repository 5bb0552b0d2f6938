// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

/** A command cannot do what it was asked; the message tells the administrator why. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailedException(String message) {
    super(message);
  }
}
