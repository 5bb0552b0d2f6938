// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/**
 * A direct child of a folder.
 *
 * @param name without a slash
 */
record FolderItem(String name, Node node) {}
