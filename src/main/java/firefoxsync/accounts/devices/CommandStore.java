// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.database.Row;
import firefoxsync.database.Transaction;
import java.util.List;
import java.util.OptionalLong;

/** What waits for devices, in one transaction. */
final class CommandStore {
  private final Transaction transaction;

  CommandStore(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Returns a device's last index and keeps others from taking the next; empty without device. */
  OptionalLong lockLastIndex(String accountId, String deviceId) {
    return transaction
        .first(
            "SELECT last_command_index FROM device WHERE account_id = ? AND device_id = ?"
                + transaction.dialect().forUpdate(),
            row -> OptionalLong.of(row.number("last_command_index")),
            accountId,
            deviceId)
        .orElseGet(OptionalLong::empty);
  }

  /** Returns how many commands wait that have not expired. */
  long waiting(String accountId, String deviceId, long now) {
    return transaction
        .first(
            """
            SELECT COUNT(*) AS waiting FROM sent_command
            WHERE account_id = ? AND device_id = ? AND expires_at > ?""",
            row -> row.number("waiting"),
            accountId,
            deviceId,
            now)
        .orElse(0L);
  }

  void insert(String accountId, String deviceId, SentCommand sent, long expiresAt) {
    transaction.update(
        """
        INSERT INTO sent_command
          (account_id, device_id, command_index, command, payload, sender_id, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        accountId,
        deviceId,
        sent.index(),
        sent.command(),
        sent.payload(),
        sent.senderId(),
        expiresAt);
    transaction.update(
        "UPDATE device SET last_command_index = ? WHERE account_id = ? AND device_id = ?",
        sent.index(),
        accountId,
        deviceId);
  }

  /** Returns what waits from an index on, oldest first. */
  List<SentCommand> from(Device device, String accountId, Page page) {
    return transaction.query(
        """
        SELECT command_index, command, payload, sender_id FROM sent_command
        WHERE account_id = ? AND device_id = ? AND command_index >= ? AND expires_at > ?
        ORDER BY command_index
        LIMIT ?""",
        CommandStore::command,
        accountId,
        device.id(),
        page.fromIndex(),
        page.now(),
        page.limit());
  }

  /** Which commands are asked for. */
  record Page(long fromIndex, long limit, long now) {}

  /** Removes some commands that expired before the time, and returns how many. */
  int deleteExpired(long before, int limit) {
    return transaction.update(
        """
        DELETE FROM sent_command WHERE (account_id, device_id, command_index) IN (
          SELECT account_id, device_id, command_index FROM sent_command
          WHERE expires_at < ? ORDER BY expires_at LIMIT ?)""",
        before,
        limit);
  }

  private static SentCommand command(Row row) {
    return new SentCommand(
        row.number("command_index"),
        row.text("command"),
        row.text("payload"),
        row.optionalText("sender_id").orElse(null));
  }
}
