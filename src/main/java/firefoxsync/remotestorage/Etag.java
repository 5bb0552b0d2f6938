// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.util.Locale;

/**
 * The version of a document or folder: bare here and in listings, in double quotes in headers.
 *
 * @param value letters, digits and hyphens
 */
record Etag(String value) {
  private static final int BASE = 36;

  /** The version of every folder that holds nothing. */
  static final Etag NOTHING = new Etag("0");

  /**
   * Returns the version that a change of a tree gives. Never a time or a hash of content: two writes
   * within a moment differ, and so do two of the same bytes.
   *
   * @param change how many changes the tree had seen
   * @param epoch random, new when the tree comes from a backup, after which changes are counted again
   */
  static Etag of(long change, String epoch) {
    return new Etag(Long.toString(change, BASE).toLowerCase(Locale.ROOT) + "-" + epoch);
  }

  /** Returns the form of headers. */
  public String quoted() {
    return '"' + value + '"';
  }
}
