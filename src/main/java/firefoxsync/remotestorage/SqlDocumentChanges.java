// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.DatabaseException;
import firefoxsync.database.Transaction;
import java.util.Optional;

/** Keeps one change of a person's documents, within a transaction that holds her root. */
final class SqlDocumentChanges {
  private final Transaction tx;
  private final StorageRoot before;
  private final SqlDocumentTree tree;
  private final long nowMillis;
  private final SqlUploads uploads;

  /** The change as kept, and the root after it. */
  record Kept(StorageRoot root, Written written) {}

  SqlDocumentChanges(Transaction tx, StorageRoot root, SqlDocumentTree tree, long nowMillis) {
    this.tx = tx;
    this.before = root;
    this.tree = tree;
    this.nowMillis = nowMillis;
    this.uploads = new SqlUploads(tx, root.id());
  }

  Kept keep(DocumentChange change) {
    var old = tree.node(change.path()).filter(Document.class::isInstance).map(Document.class::cast);
    if (change instanceof DocumentChange.Put put) {
      return keep(put, old);
    }
    return delete(change.path(), old.orElseThrow(() -> new IllegalStateException("not there")));
  }

  private Kept keep(DocumentChange.Put put, Optional<Document> old) {
    var content = put.content();
    long oldLength = old.map(Document::length).orElse(0L);
    var root = before.changed(old.isPresent() ? 0 : 1, content.length() - oldLength);
    if (!uploads.publish(content)) {
      throw new DatabaseException.Conflict("the upload was given up in the meantime");
    }
    old.ifPresent(document -> uploads.drop(document.upload(), document.length()));
    if (old.isPresent()) {
      update(put, root);
    } else {
      insert(put, root);
    }
    touch(put.path(), root.changes(), old.isPresent() ? 0 : 1);
    return new Kept(root, new Written(root.etag(), old.isEmpty()));
  }

  private void update(DocumentChange.Put put, StorageRoot root) {
    tx.update(
        """
        UPDATE storage_nodes
        SET version = ?, upload_id = ?, content_type = ?, content_length = ?, modified_at = ?
        WHERE root_id = ? AND folder = ? AND name = ?""",
        root.changes(),
        put.content().upload(),
        put.contentType(),
        put.content().length(),
        nowMillis,
        root.id(),
        put.path().parent().text(),
        put.path().name());
  }

  private void insert(DocumentChange.Put put, StorageRoot root) {
    tx.update(
        """
        INSERT INTO storage_nodes
          (root_id, folder, name, version, children,
           upload_id, content_type, content_length, modified_at)
        VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)""",
        root.id(),
        put.path().parent().text(),
        put.path().name(),
        root.changes(),
        put.content().upload(),
        put.contentType(),
        put.content().length(),
        nowMillis);
  }

  private Kept delete(DocumentPath path, Document old) {
    var root = before.changed(-1, -old.length());
    uploads.drop(old.upload(), old.length());
    tx.update(
        "DELETE FROM storage_nodes WHERE root_id = ? AND folder = ? AND name = ?",
        root.id(),
        path.parent().text(),
        path.name());
    touch(path, root.changes(), -1);
    return new Kept(root, new Written(old.etag(), false));
  }

  /**
   * Gives every folder above the path the version, from the innermost outwards. One that gains its
   * first child comes to be, one that loses its last goes; either changes its own folder's count.
   */
  private void touch(DocumentPath path, long version, int childrenMore) {
    int more = childrenMore;
    for (var folder = path.parent(); !folder.names().isEmpty(); folder = folder.parent()) {
      more = touchFolder(folder, version, more);
    }
  }

  /** Returns what the change means for the children of the folder around. */
  private int touchFolder(DocumentPath folder, long version, int more) {
    var parent = folder.parent().text();
    int found = tx.update(
        """
        UPDATE storage_nodes
        SET version = ?, children = children + ?
        WHERE root_id = ? AND folder = ? AND name = ?""",
        version,
        more,
        before.id(),
        parent,
        folder.name());
    if (found == 0) {
      tx.update(
          """
          INSERT INTO storage_nodes (root_id, folder, name, version, children)
          VALUES (?, ?, ?, ?, 1)""",
          before.id(),
          parent,
          folder.name(),
          version);
      return 1;
    }
    boolean mayBeEmpty = more < 0;
    return mayBeEmpty && removeIfEmpty(parent, folder.name()) ? -1 : 0;
  }

  private boolean removeIfEmpty(String parent, String name) {
    return tx.update(
            """
            DELETE FROM storage_nodes
            WHERE root_id = ? AND folder = ? AND name = ? AND children = 0""",
            before.id(),
            parent,
            name)
        > 0;
  }
}
