// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Looks into the database's file itself, beside the running daemon. */
final class StoredRows {
  private StoredRows() {}

  /** Throws when the file is damaged, or when what is counted differs from what is there. */
  static void check(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(10_000);
    try (var connection = config.createConnection("jdbc:sqlite:" + file)) {
      refuse("integrity_check", texts(connection, "PRAGMA integrity_check"), List.of("ok"));
      refuse("counters", texts(connection, DRIFTED), List.of());
      refuse("rows of no collection, batch or trash", texts(connection, LOST), List.of());
    }
  }

  /** Collections whose counters differ from their rows. */
  private static final String DRIFTED =
      """
      SELECT uid || ' ' || name || ': counted ' || items || ' and ' || bytes || ', there are '
        || (SELECT COUNT(*) || ' and ' || COALESCE(SUM(payload_bytes), 0) FROM sync_bsos b
            WHERE b.uid = c.uid AND b.collection = c.number)
      FROM sync_collections c
      WHERE (items, bytes) <> (
          SELECT COUNT(*), COALESCE(SUM(payload_bytes), 0) FROM sync_bsos b
          WHERE b.uid = c.uid AND b.collection = c.number)
        OR first_expiry > (
          SELECT MIN(expiry) FROM sync_bsos b WHERE b.uid = c.uid AND b.collection = c.number)""";

  /** Rows that no purge would ever find. */
  private static final String LOST =
      """
      SELECT DISTINCT uid || ' ' || collection FROM sync_bsos
      WHERE (uid, collection) NOT IN (SELECT uid, number FROM sync_collections)
        AND (uid, collection) NOT IN (SELECT uid, number FROM sync_trash)
      UNION ALL
      SELECT DISTINCT uid || ' ' || batch FROM sync_staged
      WHERE (uid, ABS(batch)) NOT IN (SELECT uid, number FROM sync_batches)
        AND (uid, batch) NOT IN (SELECT uid, number FROM sync_trash)""";

  private static void refuse(String what, List<String> found, List<String> expected) {
    if (!found.equals(expected)) {
      throw new AssertionError(what + ": " + found);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (results.next()) {
        texts.add(results.getString(1));
      }
      return texts;
    }
  }
}
