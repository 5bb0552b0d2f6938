// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/**
 * A signed-in browser, or a page that acts for a person.
 *
 * @param id 64 hexadecimal digits: the hash of the token's id, which may be shown to its owner
 * @param createdAt milliseconds; also when the password was last asked for
 * @param lastAccessAt milliseconds, up to a quarter of an hour late
 * @param userAgent what the browser called itself when it signed in
 * @param isVerified false until the second step of its sign-in was taken, or the address of its
 *     account proven
 */
public record Session(
    String id,
    String accountId,
    long createdAt,
    long lastAccessAt,
    String userAgent,
    boolean isVerified) {
  /** Returns when the password was last asked for, in seconds, as the wire has it. */
  public long authAtSeconds() {
    return createdAt / 1000;
  }
}
