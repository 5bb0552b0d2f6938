// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The limit of any write: SQLite alone through JDBC, which inserts the rows of one user in
 * transactions of a given size, synced to the disk like the daemon's.
 *
 * <p>Arguments: a file to make, a {@link Layout}, rows a commit, payload bytes, seconds. Prints rows
 * a second for writing, then for reading them one by one.
 */
final class BareSqlite {
  private BareSqlite() {}

  public static void main(String[] args) throws SQLException {
    var layout = Layout.valueOf(args[1]);
    int rows = Integer.parseInt(args[2]);
    var payload = "x".repeat(Integer.parseInt(args[3])).getBytes(StandardCharsets.UTF_8);
    double seconds = Double.parseDouble(args[4]);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + Path.of(args[0]))) {
      prepare(connection, layout);
      double written = write(connection, layout, rows, payload, seconds);
      double read = read(connection, layout, seconds / 2);
      System.out.printf("%.0f %.0f%n", written, read);
    }
  }

  private static void prepare(Connection connection, Layout layout) throws SQLException {
    execute(
        connection,
        List.of(
            "PRAGMA page_size = " + layout.pageBytes(),
            "PRAGMA auto_vacuum = INCREMENTAL",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL"));
    execute(connection, layout.tables());
  }

  private static double write(
      Connection connection, Layout layout, int rows, byte[] payload, double seconds)
      throws SQLException {
    try (var begin = connection.prepareStatement("BEGIN IMMEDIATE");
        var commit = connection.prepareStatement("COMMIT");
        var insert = connection.prepareStatement(layout.insert())) {
      long begun = System.nanoTime();
      long end = begun + (long) (seconds * 1e9);
      long row = 0;
      while (System.nanoTime() < end) {
        begin.execute();
        for (int i = 0; i < rows; i++) {
          // Like a browser's, ids come in no order.
          long id = Long.reverse(++row * 0x9E3779B97F4A7C15L);
          insert.setObject(1, 42L);
          insert.setObject(2, 3L);
          insert.setObject(3, "%012x".formatted(id >>> 16));
          insert.setObject(4, 1_700_000_000_000L + row * 10);
          insert.setObject(5, 7L);
          insert.setObject(6, null);
          insert.setObject(7, (long) payload.length);
          insert.setObject(8, payload);
          insert.executeUpdate();
        }
        commit.execute();
      }
      return row / ((System.nanoTime() - begun) / 1e9);
    }
  }

  private static double read(Connection connection, Layout layout, double seconds)
      throws SQLException {
    try (var select = connection.prepareStatement(layout.newest())) {
      long begun = System.nanoTime();
      long end = begun + (long) (seconds * 1e9);
      long rows = 0;
      while (System.nanoTime() < end) {
        select.setObject(1, 42L);
        select.setObject(2, 3L);
        try (var results = select.executeQuery()) {
          while (results.next()) {
            rows += results.getBytes("payload").length > 0 ? 1 : 0;
          }
        }
      }
      return rows / ((System.nanoTime() - begun) / 1e9);
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
