// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.remotestorage.RemoteStorageError.Detail;

/** remoteStorage refuses a request; nothing of it was kept. The reason is for the log alone. */
final class RemoteStorageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RemoteStorageError error;
  private final transient Detail detail;

  RemoteStorageException(RemoteStorageError error, String reason, Detail detail) {
    super(reason);
    this.error = error;
    this.detail = detail;
  }

  RemoteStorageError error() {
    return error;
  }

  /** Returns what the answer's headers tell. */
  Detail detail() {
    return detail;
  }
}
