// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Sessions;
import firefoxsync.database.DatabaseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The browsers of a person. Each belongs to one session or refresh token and is gone with it. */
public final class Devices {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final int ID_BYTES = 16;

  private final Ground ground;

  /** Takes the ground to stand on. */
  public Devices(Ground ground) {
    this.ground = ground;
  }

  /** Returns an account's devices, oldest first. */
  public List<Device> ofAccount(String accountId) {
    return ground.database().read(transaction -> new DeviceStore(transaction).ofAccount(accountId));
  }

  /** A device as it is kept from now on. */
  record Registered(Device device, boolean isNew) {}

  /**
   * Registers the owner's device, or changes it.
   *
   * @throws AccountException when the owner has another device, or no device has the id
   */
  Registered put(DeviceOwner owner, DeviceChange change) {
    var freshId = ground.secrets().hex(ID_BYTES);
    return ground.database().write(transaction -> {
      var store = new DeviceStore(transaction);
      var known = store.ofAccount(owner.accountId());
      var before = find(known, owner, change);
      var changed = apply(change, before, owner, freshId);
      store.put(owner.accountId(), changed);
      return new Registered(changed, before.isEmpty());
    });
  }

  /** Remembers that a phone was here, now and then: a write for each request would be a waste. */
  void touch(DeviceOwner owner) {
    long now = ground.now();
    var isStale = ground.database().read(transaction -> new DeviceStore(transaction)
        .ofOwner(owner)
        .filter(device -> now - device.lastAccessAt() >= Sessions.TOUCH_INTERVAL.toMillis())
        .isPresent());
    if (isStale) {
      try {
        ground.database().write(transaction -> {
          new DeviceStore(transaction).touch(owner, now);
          return true;
        });
      } catch (DatabaseException e) {
        // As for sessions: what needs no write goes on.
        LOG.debug("the use of a device was not kept: {}", e.getMessage());
      }
    }
  }

  private static Optional<Device> find(List<Device> known, DeviceOwner owner, DeviceChange change) {
    var own = known.stream().filter(d -> d.ownerId().equals(owner.id())).findFirst();
    var id = change.id();
    if (id == null) {
      return own;
    }
    if (own.isPresent() && !own.get().id().equals(id)) {
      throw AccountError.DEVICE_CONFLICT
          .exception("the session has another device")
          .with("deviceId", own.get().id());
    }
    // A device without a say here belonged to an earlier session of the same person: it moves.
    var found = known.stream().filter(d -> d.id().equals(id)).findFirst();
    if (found.isEmpty()) {
      throw AccountError.UNKNOWN_DEVICE.exception("no device has this id");
    }
    return found;
  }

  private Device apply(
      DeviceChange change, Optional<Device> before, DeviceOwner owner, String freshId) {
    return new Device(
        before.map(Device::id).orElse(freshId),
        owner.id(),
        Objects.requireNonNullElseGet(
            change.name(), () -> before.map(Device::name).orElse("")),
        Objects.requireNonNullElseGet(
            change.type(), () -> before.map(Device::type).orElse(DeviceType.DESKTOP)),
        before.map(Device::createdAt).orElseGet(ground::now),
        Math.max(owner.lastAccessAt(), before.map(Device::lastAccessAt).orElse(0L)),
        Objects.requireNonNullElseGet(
            change.commands(), () -> before.map(Device::commands).orElse(Map.of())),
        change.push().over(before.map(Device::push).orElse(null)));
  }
}
