// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/** The bytes of a new document: pieces that were staged, and the rest, which is kept with the change. */
final class NewContent {
  /** The length of each piece but the last, here and in the database. */
  static final int PIECE_BYTES = 256 * 1024;

  private final long upload;
  private final int stagedPieces;
  private final byte[] rest;

  /** Takes the id of the upload, random and used once. */
  NewContent(long upload, int stagedPieces, byte[] rest) {
    if (rest.length > PIECE_BYTES) {
      throw new IllegalArgumentException("too long for a rest: " + rest.length);
    }
    this.upload = upload;
    this.stagedPieces = stagedPieces;
    this.rest = rest;
  }

  long upload() {
    return upload;
  }

  int stagedPieces() {
    return stagedPieces;
  }

  byte[] rest() {
    return rest;
  }

  /** Returns how many bytes there are in all. */
  long length() {
    return (long) stagedPieces * PIECE_BYTES + rest.length;
  }
}
