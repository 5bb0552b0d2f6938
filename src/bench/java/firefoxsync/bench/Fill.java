// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes a database large, the short way: rows as the daemon would have left them. */
final class Fill {
  /** Items of each user, in one collection. */
  static final int ITEMS = 100;

  private static final int PAYLOAD_BYTES = 200;
  private static final int USERS_A_COMMIT = 100;
  private static final long TIME = 1_700_000_000_000L;
  private static final long COLLECTION = 1;

  private Fill() {}

  /** Adds users with the uids from the first on, to a database that no daemon has open. */
  static void users(Path database, long firstUid, int users) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      connection.setAutoCommit(false);
      try (var stores = connection.prepareStatement(
              """
              INSERT INTO sync_stores (uid, last_timestamp, modified, next_number, retired, write_id)
              VALUES (?, ?, ?, 2, 0, 0)""");
          var collections = connection.prepareStatement(
              """
              INSERT INTO sync_collections (uid, name, number, modified, items, bytes)
              VALUES (?, 'history', ?, ?, ?, ?)""");
          var items = connection.prepareStatement(
              """
              INSERT INTO sync_bsos
                (uid, collection, id, modified, sort_index, payload_bytes, payload)
              VALUES (?, ?, ?, ?, 7, ?, ?)""")) {
        for (int i = 0; i < users; i++) {
          user(firstUid + i, stores, collections, items);
          if (i % USERS_A_COMMIT == USERS_A_COMMIT - 1 || i == users - 1) {
            flush(connection, stores, collections, items);
          }
        }
      }
    }
  }

  private static void user(
      long uid, PreparedStatement stores, PreparedStatement collections, PreparedStatement items)
      throws SQLException {
    add(stores, uid, TIME, TIME);
    add(collections, uid, COLLECTION, TIME, ITEMS, (long) ITEMS * PAYLOAD_BYTES);
    var payload = "x".repeat(PAYLOAD_BYTES).getBytes(UTF_8);
    for (int i = 0; i < ITEMS; i++) {
      add(items, uid, COLLECTION, "h-" + i, TIME - i * 10L, PAYLOAD_BYTES, payload);
    }
  }

  private static void add(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  private static void flush(Connection connection, PreparedStatement... statements)
      throws SQLException {
    for (var statement : statements) {
      statement.executeBatch();
    }
    connection.commit();
  }
}
