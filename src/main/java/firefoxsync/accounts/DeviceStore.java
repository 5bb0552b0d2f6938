// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Devices and what may be sent to them, in one transaction. */
final class DeviceStore {
  private final Transaction transaction;

  DeviceStore(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Returns an account's devices, oldest first. */
  List<Device> ofAccount(String accountId) {
    var commands = commands(accountId);
    return transaction.query(
        """
        SELECT d.device_id AS device_id, d.session_id AS session_id, d.name AS name,
          d.type AS type, d.created_at AS created_at, s.last_access_at AS last_access_at
        FROM device d JOIN session s ON s.session_id = d.session_id
        WHERE d.account_id = ?
        ORDER BY d.created_at, d.device_id""",
        row -> device(row, commands),
        accountId);
  }

  Optional<Device> find(String accountId, String deviceId) {
    return ofAccount(accountId).stream().filter(d -> d.id().equals(deviceId)).findFirst();
  }

  Optional<Device> ofSession(Session session) {
    return ofAccount(session.accountId()).stream()
        .filter(device -> device.sessionId().equals(session.id()))
        .findFirst();
  }

  /** Keeps a device as it now is, in place of what was known of it. */
  void put(String accountId, Device device) {
    transaction.update(
        """
        INSERT INTO device (account_id, device_id, session_id, name, type, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (account_id, device_id) DO UPDATE SET
          session_id = excluded.session_id, name = excluded.name, type = excluded.type""",
        accountId,
        device.id(),
        device.sessionId(),
        device.name(),
        device.type().word(),
        device.createdAt());
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

  void deleteOfSession(String sessionId) {
    transaction.update(
        """
        DELETE FROM device_command WHERE (account_id, device_id) IN
          (SELECT account_id, device_id FROM device WHERE session_id = ?)""",
        sessionId);
    transaction.update("DELETE FROM device WHERE session_id = ?", sessionId);
  }

  void deleteOfAccount(String accountId) {
    transaction.update("DELETE FROM device_command WHERE account_id = ?", accountId);
    transaction.update("DELETE FROM device WHERE account_id = ?", accountId);
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
        row.text("session_id"),
        row.text("name"),
        DeviceType.of(row.text("type")).orElse(DeviceType.DESKTOP),
        row.number("created_at"),
        row.number("last_access_at"),
        commands.getOrDefault(id, Map.of()));
  }
}
