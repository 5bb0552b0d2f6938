// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/** A folder that holds something, or the root. */
record Folder(Etag etag) implements Node {}
