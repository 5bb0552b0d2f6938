// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

/** A backup cannot be made or read; the message tells the administrator why. */
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BackupException(String message) {
    super(message);
  }
}
