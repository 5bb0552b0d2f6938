// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import firefoxsync.database.Transaction;
import java.util.Optional;

/** Pictures, in one transaction. */
final class AvatarStore {
  private final Transaction transaction;

  AvatarStore(Transaction transaction) {
    this.transaction = transaction;
  }

  Optional<String> idOf(String accountId) {
    return transaction.first(
        "SELECT avatar_id FROM avatar WHERE account_id = ?",
        row -> row.text("avatar_id"),
        accountId);
  }

  Optional<Avatar> find(String avatarId) {
    return transaction.first(
        "SELECT media_type, image FROM avatar WHERE avatar_id = ?",
        row -> new Avatar(row.text("media_type"), row.bytes("image")),
        avatarId);
  }

  void put(String accountId, String avatarId, Avatar avatar) {
    transaction.update(
        """
        INSERT INTO avatar (account_id, avatar_id, media_type, image) VALUES (?, ?, ?, ?)
        ON CONFLICT (account_id) DO UPDATE SET avatar_id = excluded.avatar_id,
          media_type = excluded.media_type, image = excluded.image""",
        accountId,
        avatarId,
        avatar.mediaType(),
        avatar.image());
  }

  void delete(String accountId) {
    transaction.update("DELETE FROM avatar WHERE account_id = ?", accountId);
  }
}
