// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import firefoxsync.push.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Devices and what may be sent to them, in one transaction. */
public final class DeviceStore {
  private final Transaction transaction;

  /** Takes the transaction. */
  public DeviceStore(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Returns an account's devices, oldest first. */
  List<Device> ofAccount(String accountId) {
    var commands = commands(accountId);
    return transaction.query(
        """
        SELECT d.device_id AS device_id, d.owner_id AS owner_id, d.name AS name,
          d.type AS type, d.created_at AS created_at, d.push_callback AS push_callback,
          d.push_public_key AS push_public_key, d.push_auth_key AS push_auth_key,
          d.push_expired AS push_expired,
          CASE WHEN s.last_access_at > d.last_access_at
            THEN s.last_access_at ELSE d.last_access_at END AS last_access_at
        FROM device d LEFT JOIN session s ON s.session_id = d.owner_id
        WHERE d.account_id = ?
        ORDER BY d.created_at, d.device_id""",
        row -> device(row, commands),
        accountId);
  }

  Optional<Device> find(String accountId, String deviceId) {
    return ofAccount(accountId).stream().filter(d -> d.id().equals(deviceId)).findFirst();
  }

  Optional<Device> ofOwner(DeviceOwner owner) {
    return ofAccount(owner.accountId()).stream()
        .filter(device -> device.ownerId().equals(owner.id()))
        .findFirst();
  }

  /** Keeps a device as it now is, in place of what was known of it. */
  void put(String accountId, Device device) {
    transaction.update(
        """
        INSERT INTO device
          (account_id, device_id, owner_id, name, type, created_at, last_access_at,
          push_callback, push_public_key, push_auth_key, push_expired)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (account_id, device_id) DO UPDATE SET
          owner_id = excluded.owner_id, name = excluded.name, type = excluded.type,
          last_access_at = excluded.last_access_at, push_callback = excluded.push_callback,
          push_public_key = excluded.push_public_key, push_auth_key = excluded.push_auth_key,
          push_expired = excluded.push_expired""",
        accountId,
        device.id(),
        device.ownerId(),
        device.name(),
        device.type().word(),
        device.createdAt(),
        device.lastAccessAt(),
        text(device.push(), Subscription::endpoint),
        text(device.push(), Subscription::publicKey),
        text(device.push(), Subscription::authSecret),
        device.push() != null && device.push().isExpired() ? 1L : 0L);
    transaction.update(
        "DELETE FROM device_command WHERE account_id = ? AND device_id = ?",
        accountId,
        device.id());
    transaction.batch(
        "INSERT INTO device_command (account_id, device_id, name, value) VALUES (?, ?, ?, ?)",
        device.commands().entrySet().stream()
            .map(command ->
                new Object[] {accountId, device.id(), command.getKey(), command.getValue()})
            .toList());
  }

  private static @Nullable String text(
      @Nullable PushAddress push, Function<Subscription, String> part) {
    return push == null ? null : part.apply(push.subscription());
  }

  /** Remembers that a push service knows a device's subscription no more. */
  void expirePush(String accountId, String deviceId, String callback) {
    transaction.update(
        """
        UPDATE device SET push_expired = 1
        WHERE account_id = ? AND device_id = ? AND push_callback = ?""",
        accountId,
        deviceId,
        callback);
  }

  void touch(DeviceOwner owner, long now) {
    transaction.update(
        "UPDATE device SET last_access_at = ? WHERE owner_id = ? AND last_access_at < ?",
        now,
        owner.id(),
        now);
  }

  /** Gives a device to another session or refresh token of the same person. */
  public void move(String fromOwnerId, String toOwnerId) {
    transaction.update("UPDATE device SET owner_id = ? WHERE owner_id = ?", toOwnerId, fromOwnerId);
  }

  /** Removes the device of a session or refresh token that is gone. */
  public void deleteOfOwner(String ownerId) {
    for (var table : List.of("device_command", "sent_command")) {
      transaction.update(
          "DELETE FROM " + table + " WHERE (account_id, device_id) IN"
              + " (SELECT account_id, device_id FROM device WHERE owner_id = ?)",
          ownerId);
    }
    transaction.update("DELETE FROM device WHERE owner_id = ?", ownerId);
  }

  /** Removes all devices of an account but one owner's. */
  public void deleteOfAccountBut(String accountId, String ownerId) {
    ofAccount(accountId).stream()
        .map(Device::ownerId)
        .filter(id -> !id.equals(ownerId))
        .forEach(this::deleteOfOwner);
  }

  /** Removes everybody's devices. */
  public void deleteAll() {
    for (var table : List.of("device_command", "sent_command", "device")) {
      transaction.update("DELETE FROM " + table);
    }
  }

  /** Removes all devices of an account. */
  public void deleteOfAccount(String accountId) {
    for (var table : List.of("device_command", "sent_command", "device")) {
      transaction.update("DELETE FROM " + table + " WHERE account_id = ?", accountId);
    }
  }

  private Map<String, Map<String, String>> commands(String accountId) {
    var byDevice = new HashMap<String, Map<String, String>>();
    transaction.each(
        "SELECT device_id, name, value FROM device_command WHERE account_id = ?",
        row -> byDevice
            .computeIfAbsent(row.text("device_id"), id -> new TreeMap<>())
            .put(row.text("name"), row.text("value")),
        accountId);
    return byDevice;
  }

  private static Device device(Row row, Map<String, Map<String, String>> commands) {
    var id = row.text("device_id");
    return new Device(
        id,
        row.text("owner_id"),
        row.text("name"),
        DeviceType.of(row.text("type")).orElse(DeviceType.DESKTOP),
        row.number("created_at"),
        row.number("last_access_at"),
        commands.getOrDefault(id, Map.of()),
        push(row));
  }

  private static @Nullable PushAddress push(Row row) {
    var callback = row.optionalText("push_callback");
    if (callback.isEmpty()) {
      return null;
    }
    var subscription =
        new Subscription(callback.get(), row.text("push_public_key"), row.text("push_auth_key"));
    return new PushAddress(subscription, row.number("push_expired") == 1);
  }
}
