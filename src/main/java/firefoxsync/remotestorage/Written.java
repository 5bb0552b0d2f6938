// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/**
 * What became of a change.
 *
 * @param etag of the document that was put, or of the one that was deleted
 * @param isNew whether a document was put where none was
 */
record Written(Etag etag, boolean isNew) {}
