// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Ground;
import java.util.Optional;

/** People's pictures. Each has an id of its own, so that caches never show an old one. */
public final class Avatars {
  /** Pages make pictures smaller before they send them. */
  static final long BYTES_MAX = 256 * 1024;

  private static final int ID_BYTES = 16;

  private final Ground ground;

  /** Takes the ground to stand on. */
  public Avatars(Ground ground) {
    this.ground = ground;
  }

  /** Returns the id of an account's picture. */
  public Optional<String> idOf(String accountId) {
    return ground.database().read(transaction -> new AvatarStore(transaction).idOf(accountId));
  }

  Optional<Avatar> find(String id) {
    return ground.database().read(transaction -> new AvatarStore(transaction).find(id));
  }

  /**
   * Keeps another picture and returns its id.
   *
   * @throws AccountException when the file is no image of a kind that is taken
   */
  String change(String accountId, byte[] file) {
    var kind = ImageKind.of(file).orElseThrow(() -> AccountError.INVALID_PARAMETER
        .exception("no image")
        .with("validation", "the picture is neither PNG nor JPEG nor WebP"));
    var id = ground.secrets().hex(ID_BYTES);
    var avatar = new Avatar(kind.mediaType(), file);
    ground.database().write(transaction -> {
      new AvatarStore(transaction).put(accountId, id, avatar);
      return true;
    });
    return id;
  }

  void delete(String accountId) {
    ground.database().write(transaction -> {
      new AvatarStore(transaction).delete(accountId);
      return true;
    });
  }
}
