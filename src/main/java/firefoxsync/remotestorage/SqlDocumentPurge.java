// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.List;

/** Removes what nobody can see any more, a little at a time. */
final class SqlDocumentPurge {
  /** Of 256 KiB each. */
  private static final int PIECES_STEP = 16;

  private static final int NODES_STEP = 1000;

  /** Pieces that no upload and no document names, as an erasure leaves them. */
  private record Upload(long rootId, long id) {
    static Upload of(Row row) {
      return new Upload(row.number("root_id"), row.number("upload_id"));
    }
  }

  private final Transaction tx;

  SqlDocumentPurge(Transaction tx) {
    this.tx = tx;
  }

  /** Takes one step; true when there may be more. */
  boolean step(long nowMillis) {
    return stepOfUploads(nowMillis) || stepOfErased();
  }

  /** Takes one step at an erased root; false when nothing of it is left. */
  boolean erase(long rootId) {
    if (deleteNodes(rootId) || deletePieces(rootId)) {
      return true;
    }
    tx.update("DELETE FROM storage_uploads WHERE root_id = ?", rootId);
    tx.update("DELETE FROM storage_erased WHERE root_id = ?", rootId);
    return false;
  }

  private boolean stepOfUploads(long nowMillis) {
    var upload = tx.first(
        """
        SELECT root_id, upload_id
        FROM storage_uploads
        WHERE keep_until <= ?
        ORDER BY keep_until
        LIMIT 1"""
            + tx.dialect().forUpdate(),
        Upload::of,
        nowMillis);
    upload.ifPresent(this::delete);
    return upload.isPresent();
  }

  private void delete(Upload upload) {
    int deleted = tx.update(
        """
        DELETE FROM storage_pieces
        WHERE root_id = ? AND upload_id = ? AND piece IN (
          SELECT piece FROM storage_pieces
          WHERE root_id = ? AND upload_id = ?
          ORDER BY piece
          LIMIT ?)""",
        upload.rootId(),
        upload.id(),
        upload.rootId(),
        upload.id(),
        PIECES_STEP);
    if (deleted < PIECES_STEP) {
      tx.update(
          "DELETE FROM storage_uploads WHERE root_id = ? AND upload_id = ?",
          upload.rootId(),
          upload.id());
    }
  }

  private boolean stepOfErased() {
    List<Long> erased = tx.query(
        "SELECT root_id FROM storage_erased ORDER BY root_id LIMIT 1",
        row -> row.number("root_id"));
    erased.forEach(this::erase);
    return !erased.isEmpty();
  }

  private boolean deleteNodes(long rootId) {
    return tx.update(
            """
            DELETE FROM storage_nodes
            WHERE root_id = ? AND (folder, name) IN (
              SELECT folder, name FROM storage_nodes WHERE root_id = ? LIMIT ?)""",
            rootId,
            rootId,
            NODES_STEP)
        > 0;
  }

  private boolean deletePieces(long rootId) {
    return tx.update(
            """
            DELETE FROM storage_pieces
            WHERE root_id = ? AND (upload_id, piece) IN (
              SELECT upload_id, piece FROM storage_pieces WHERE root_id = ? LIMIT ?)""",
            rootId,
            rootId,
            PIECES_STEP)
        > 0;
  }
}
