// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/** What a decision yields, kept whole. */
sealed interface DocumentChange {
  /** Returns the path of the document that changes. */
  DocumentPath path();

  /** Puts a document, in place of the one that is there. Folders that lack come to be. */
  record Put(DocumentPath path, String contentType, NewContent content) implements DocumentChange {}

  /** Deletes a document that is there, and the folders that hold nothing then. */
  record Delete(DocumentPath path) implements DocumentChange {}
}
