// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/** What a path names: a document, or a folder that holds something. */
sealed interface Node permits Document, Folder {
  /** Returns the version. */
  Etag etag();
}
