// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Transaction;

/** The pieces of documents, and which of them no document shows: those have a row in the uploads. */
final class SqlUploads {
  /** The time of what nobody waits for any more. */
  private static final long AT_ONCE = 0;

  private final Transaction tx;
  private final long rootId;

  SqlUploads(Transaction tx, long rootId) {
    this.tx = tx;
    this.rootId = rootId;
  }

  /** Keeps a piece, and the upload until then unless another piece comes. */
  void stage(long upload, int index, byte[] piece, long untilMillis) {
    keepUntil(upload, untilMillis);
    tx.update(
        """
        INSERT INTO storage_pieces (root_id, upload_id, piece, content)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (root_id, upload_id, piece) DO NOTHING""",
        rootId,
        upload,
        index,
        piece);
  }

  /** Adds the rest, and takes the upload for a document's; false when staged pieces are gone. */
  boolean publish(NewContent content) {
    if (content.stagedPieces() > 0 && !claim(content)) {
      return false;
    }
    if (content.rest().length > 0) {
      tx.update(
          """
          INSERT INTO storage_pieces (root_id, upload_id, piece, content)
          VALUES (?, ?, ?, ?)""",
          rootId,
          content.upload(),
          content.stagedPieces(),
          content.rest());
    }
    return true;
  }

  /** Removes what a document had: a single piece now, more of them by and by. */
  void drop(long upload, long length) {
    if (length > NewContent.PIECE_BYTES) {
      keepUntil(upload, AT_ONCE);
    } else if (length > 0) {
      tx.update("DELETE FROM storage_pieces WHERE root_id = ? AND upload_id = ?", rootId, upload);
    }
  }

  /** Leaves an upload that no document shows to the next purge. */
  void discard(long upload) {
    tx.update(
        "UPDATE storage_uploads SET keep_until = ? WHERE root_id = ? AND upload_id = ?",
        AT_ONCE,
        rootId,
        upload);
  }

  private void keepUntil(long upload, long untilMillis) {
    tx.update(
        """
        INSERT INTO storage_uploads (root_id, upload_id, keep_until)
        VALUES (?, ?, ?)
        ON CONFLICT (root_id, upload_id) DO UPDATE SET keep_until = excluded.keep_until""",
        rootId,
        upload,
        untilMillis);
  }

  /** Takes the upload from the purge, and tells whether that had begun to remove its pieces. */
  private boolean claim(NewContent content) {
    int found = tx.update(
        "DELETE FROM storage_uploads WHERE root_id = ? AND upload_id = ?",
        rootId,
        content.upload());
    // Only now is nobody at it any more.
    var kept = tx.first(
        "SELECT COUNT(*) AS pieces FROM storage_pieces WHERE root_id = ? AND upload_id = ?",
        row -> row.number("pieces"),
        rootId,
        content.upload());
    return found > 0 && kept.orElse(0L) == content.stagedPieces();
  }
}
