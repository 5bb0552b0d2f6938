// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/**
 * A document, without its bytes.
 *
 * @param contentType as it was stored
 * @param length in bytes
 * @param modifiedAt milliseconds
 * @param upload under which its bytes are kept
 */
record Document(Etag etag, String contentType, long length, long modifiedAt, long upload)
    implements Node {}
