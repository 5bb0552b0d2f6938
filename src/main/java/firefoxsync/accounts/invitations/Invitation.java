// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.invitations;

import org.jspecify.annotations.Nullable;

/**
 * A link that lets somebody make an account, once; the link itself is not kept.
 *
 * @param id eight hexadecimal digits or more, by which it is listed and revoked
 * @param isOwner whether the account will own this server
 * @param createdAt milliseconds
 * @param expiresAt milliseconds
 * @param usedBy the account that it made
 */
public record Invitation(
    String id, boolean isOwner, long createdAt, long expiresAt, @Nullable String usedBy) {
  /** Tells whether it still lets somebody in. */
  public boolean isOpen(long now) {
    return usedBy == null && now < expiresAt;
  }
}
