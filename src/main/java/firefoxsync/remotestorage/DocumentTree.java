// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.util.Optional;
import java.util.function.Consumer;

/** One snapshot of a person's documents. */
interface DocumentTree {
  /** Returns what lies at the path, however that ends; the root is a folder though it is empty. */
  Optional<Node> node(DocumentPath path);

  /** Tells whether one of the folders that the path wants to lie in is a document. */
  boolean isBelowDocument(DocumentPath path);

  /** Gives each direct child of the folder, sorted by the bytes of their names. */
  void items(DocumentPath folder, Consumer<FolderItem> consumer);

  /** Gives these bytes of the document in pieces; all of them must lie within it. */
  void content(Document document, ByteRange range, Consumer<byte[]> consumer);

  /** Returns how many documents there are. */
  long documents();

  /** Returns how many bytes all documents have. */
  long usedBytes();
}
