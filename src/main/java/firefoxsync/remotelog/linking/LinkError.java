// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.remotelog.ProviderException;

/** Why a storage cannot be linked. The numbers are told to scripts and never change their meaning. */
public enum LinkError {
  NOT_AN_ADDRESS(400, 901, "not an address of a storage, which is like ada@example.org"),
  NO_STORAGE(400, 902, "nobody there knows a remoteStorage of this address"),
  UNREACHABLE(503, 903, "the storage cannot be reached"),
  REFUSED(400, 904, "the storage does not take the token, or not for the module fxsync"),
  FULL(400, 905, "the storage has no room left"),
  TOO_SMALL(400, 906, "the storage takes no document of a useful size"),
  ODD(400, 907, "the storage does not answer as a remoteStorage should"),
  BUSY(503, 908, "other storages are being tried: again in a moment"),
  NOT_LINKED(400, 909, "no storage is linked"),
  NO_DIALOG(400, 910, "the storage has no dialog that could be asked: it takes a token made there"),
  SHORT_LIVED(400, 911, "the tokens of this storage end too soon: it takes one made there"),
  TOKEN_DIALOG(400, 912, "the codes of this storage end too soon: it is to be asked for a token");

  private final int status;
  private final int errno;
  private final String message;

  LinkError(int status, int errno, String message) {
    this.status = status;
    this.errno = errno;
    this.message = message;
  }

  /** Returns what the provider's failure means to somebody who links it. */
  static LinkError of(ProviderException failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, CROWDED -> UNREACHABLE;
      case REFUSED -> REFUSED;
      case FULL -> FULL;
      case TOO_LARGE -> TOO_SMALL;
      case ODD -> ODD;
    };
  }

  int status() {
    return status;
  }

  int errno() {
    return errno;
  }

  /** Returns it in words. */
  public String message() {
    return message;
  }

  LinkException exception(String reason) {
    return new LinkException(this, reason);
  }
}
