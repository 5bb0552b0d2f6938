// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A person's documents as a transaction sees them; none of a person without a root. */
final class SqlDocumentTree implements DocumentTree {
  /** A driver may hold a whole result in memory: so much of a long document is one. */
  private static final int PIECES_AT_ONCE = 4;

  private final Transaction tx;
  private final @Nullable StorageRoot root;
  private final Map<List<String>, Optional<Node>> nodes = new HashMap<>();

  /** Returns the documents of a person as the transaction sees them. */
  static SqlDocumentTree of(Transaction tx, Person person) {
    return new SqlDocumentTree(tx, StorageRoot.find(tx, person).orElse(null));
  }

  SqlDocumentTree(Transaction tx, @Nullable StorageRoot root) {
    this.tx = tx;
    this.root = root;
  }

  @Override
  public Optional<Node> node(DocumentPath path) {
    if (root == null || path.names().isEmpty()) {
      return path.names().isEmpty() ? Optional.of(rootFolder()) : Optional.empty();
    }
    // Whoever decides on a change asks for what is there, and whoever keeps the change asks again.
    return nodes.computeIfAbsent(path.names(), names -> find(root, path));
  }

  private Optional<Node> find(StorageRoot of, DocumentPath path) {
    return tx.first(
        """
        SELECT version, upload_id, content_type, content_length, modified_at
        FROM storage_nodes
        WHERE root_id = ? AND folder = ? AND name = ?""",
        row -> node(of, row),
        of.id(),
        path.parent().text(),
        path.name());
  }

  private Folder rootFolder() {
    return new Folder(root == null || root.changes() == 0 ? Etag.NOTHING : root.etag());
  }

  @Override
  public boolean isBelowDocument(DocumentPath path) {
    var parent = path.parent();
    if (parent.names().isEmpty()) {
      return false;
    }
    var node = node(parent);
    // A folder that is there lies in folders alone.
    return node.isPresent() ? node.get() instanceof Document : isBelowDocument(parent);
  }

  @Override
  public void items(DocumentPath folder, Consumer<FolderItem> consumer) {
    if (root == null) {
      return;
    }
    tx.each(
        """
        SELECT name, version, upload_id, content_type, content_length, modified_at
        FROM storage_nodes
        WHERE root_id = ? AND folder = ?
        ORDER BY name""",
        row -> consumer.accept(new FolderItem(row.text("name"), node(root, row))),
        root.id(),
        folder.text());
  }

  @Override
  public void content(Document document, ByteRange range, Consumer<byte[]> consumer) {
    if (root == null || range.length() == 0) {
      return;
    }
    long last = range.last() / NewContent.PIECE_BYTES;
    for (long first = range.first() / NewContent.PIECE_BYTES;
        first <= last;
        first += PIECES_AT_ONCE) {
      pieces(root, document, first, Math.min(last, first + PIECES_AT_ONCE - 1), row -> {
        long offset = row.number("piece") * NewContent.PIECE_BYTES;
        consumer.accept(within(range, offset, row.bytes("content")));
      });
    }
  }

  private void pieces(
      StorageRoot of, Document document, long first, long last, Consumer<Row> consumer) {
    tx.each(
        """
        SELECT piece, content
        FROM storage_pieces
        WHERE root_id = ? AND upload_id = ? AND piece BETWEEN ? AND ?
        ORDER BY piece""",
        consumer,
        of.id(),
        document.upload(),
        first,
        last);
  }

  @Override
  public long documents() {
    return root == null ? 0 : root.documents();
  }

  @Override
  public long usedBytes() {
    return root == null ? 0 : root.usedBytes();
  }

  private static byte[] within(ByteRange range, long offset, byte[] piece) {
    int from = (int) Math.max(0, range.first() - offset);
    int to = (int) Math.min(piece.length, range.last() + 1 - offset);
    return from == 0 && to == piece.length ? piece : Arrays.copyOfRange(piece, from, to);
  }

  private static Node node(StorageRoot root, Row row) {
    var etag = Etag.of(row.number("version"), root.epoch());
    var upload = row.optionalNumber("upload_id");
    if (upload.isEmpty()) {
      return new Folder(etag);
    }
    return new Document(
        etag,
        row.text("content_type"),
        row.number("content_length"),
        row.number("modified_at"),
        upload.getAsLong());
  }
}
