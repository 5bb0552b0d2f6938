// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

/** An id and the key that its holder signs with. */
public final class HawkCredentials {
  private final String id;
  private final byte[] key;

  /** Takes the id as it stands in the header and the key's bytes, which must not change. */
  public HawkCredentials(String id, byte[] key) {
    this.id = id;
    this.key = key;
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  byte[] key() {
    return key;
  }

  @Override
  public String toString() {
    return "HawkCredentials[…]";
  }
}
