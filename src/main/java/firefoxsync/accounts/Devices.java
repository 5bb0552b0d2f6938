// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The browsers of a person. Each belongs to one session and is gone with it. */
public final class Devices {
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

  /**
   * Registers the session's device, or changes it.
   *
   * @throws AccountException when the session has another device, or no device has the id
   */
  Device put(Session session, DeviceChange change) {
    var freshId = ground.secrets().hex(ID_BYTES);
    return ground.database().write(transaction -> {
      var store = new DeviceStore(transaction);
      var known = store.ofAccount(session.accountId());
      var changed = apply(change, find(known, session, change), session, freshId);
      store.put(session.accountId(), changed);
      return changed;
    });
  }

  private static Optional<Device> find(List<Device> known, Session session, DeviceChange change) {
    var own = known.stream().filter(d -> d.sessionId().equals(session.id())).findFirst();
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
      DeviceChange change, Optional<Device> before, Session session, String freshId) {
    return new Device(
        before.map(Device::id).orElse(freshId),
        session.id(),
        Objects.requireNonNullElseGet(
            change.name(), () -> before.map(Device::name).orElse("")),
        Objects.requireNonNullElseGet(
            change.type(), () -> before.map(Device::type).orElse(DeviceType.DESKTOP)),
        before.map(Device::createdAt).orElseGet(ground::now),
        session.lastAccessAt(),
        Objects.requireNonNullElseGet(
            change.commands(), () -> before.map(Device::commands).orElse(Map.of())));
  }

  /**
   * Signs a device out: its session ends.
   *
   * @throws AccountException when no device has the id
   */
  void destroy(String accountId, String deviceId) {
    ground.database().write(transaction -> {
      var device = new DeviceStore(transaction)
          .find(accountId, deviceId)
          .orElseThrow(() -> AccountError.UNKNOWN_DEVICE.exception("no device has this id"));
      return new SessionStore(transaction).delete(device.sessionId());
    });
  }
}
