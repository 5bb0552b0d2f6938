// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Ground;
import java.util.List;

/**
 * What devices tell each other to do: open this tab, close that one. A command waits until it
 * expires; a device asks for what came after the last index that it has seen.
 */
public final class DeviceCommands {
  /** So many wait for one device; a device that never asks shall not fill the disk. */
  static final int WAITING_MAX = 100;

  static final int PAGE_MAX = 100;
  private static final int PURGE_STEP = 200;

  private final Ground ground;

  /** Takes the ground to stand on. */
  public DeviceCommands(Ground ground) {
    this.ground = ground;
  }

  /** Some commands that wait, and whether they are all. */
  record Waiting(List<SentCommand> commands, boolean areAll) {}

  /** A command that waits for its target. */
  record Kept(Device target, SentCommand command) {}

  /**
   * Keeps a command for its target.
   *
   * @throws AccountException when the target is unknown, does not take it, or has too many
   */
  Kept invoke(DeviceOwner sender, Invocation wanted) {
    long now = ground.now();
    return ground.database().write(transaction -> {
      var devices = new DeviceStore(transaction);
      var target = devices
          .find(sender.accountId(), wanted.targetId())
          .orElseThrow(() -> AccountError.UNKNOWN_DEVICE.exception("no device has this id"));
      if (!target.commands().containsKey(wanted.command())) {
        throw AccountError.COMMAND_UNAVAILABLE.exception("the target does not take the command");
      }
      var store = new CommandStore(transaction);
      // Beyond the clock's milliseconds, so that indexes grow even when the device is registered
      // anew, or an older backup was restored.
      long last = store.lockLastIndex(sender.accountId(), target.id()).orElse(0);
      long index = Math.max(last + 1, now);
      if (store.waiting(sender.accountId(), target.id(), now) >= WAITING_MAX) {
        // Without Retry-After, for which desktop would keep from everything else too.
        throw AccountError.TOO_MANY_REQUESTS.exception("too many commands wait for the device");
      }
      var senderId = devices.ofOwner(sender).map(Device::id).orElse(null);
      var sent = new SentCommand(index, wanted.command(), wanted.payload(), senderId);
      store.insert(sender.accountId(), target.id(), sent, now + wanted.life().toMillis());
      return new Kept(target, sent);
    });
  }

  /** Returns what waits for the owner's device from an index on; nothing when it has no device. */
  Waiting waiting(DeviceOwner owner, long fromIndex, int limit) {
    int most = Math.max(1, Math.min(limit, PAGE_MAX));
    var page = new CommandStore.Page(fromIndex, most + 1L, ground.now());
    var found = ground.database().read(transaction -> new DeviceStore(transaction)
        .ofOwner(owner)
        .map(device -> new CommandStore(transaction).from(device, owner.accountId(), page))
        .orElse(List.of()));
    return found.size() > most
        ? new Waiting(found.subList(0, most), false)
        : new Waiting(found, true);
  }

  /** Removes a few that have expired; true when there may be more. */
  public boolean purge() {
    long now = ground.now();
    return ground.database().write(transaction -> new CommandStore(transaction)
            .deleteExpired(now, PURGE_STEP))
        == PURGE_STEP;
  }
}
