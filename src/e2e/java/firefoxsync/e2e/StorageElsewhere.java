// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

/** Somebody else's remoteStorage, with one person, in a process of its own. */
interface StorageElsewhere extends AutoCloseable {
  /** Returns what its person calls it: an address, or the URL of the root. */
  String address();

  /** Returns the URL of her root. */
  String root();

  /** Returns the file with a token that opens what Sync may have of her storage. */
  String token();

  /** Ends it as a power cut would. */
  void kill();

  /** Ends it, and deletes what it kept. */
  @Override
  void close();
}
