// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The limit of any write: SQLite alone through JDBC, which inserts the rows of one user in
 * transactions of a given size, synced to the disk like the daemon's.
 *
 * <p>Arguments: a file to make, a {@link Layout}, rows a commit, payload bytes. Reads lines such as
 * {@code write 0.5} and {@code read 0.5}, does so for that many seconds, and prints the rows and the
 * seconds that it took.
 */
final class BareSqlite {
  /** A table that has so many is made anew, so that a later round is no slower than an early one. */
  private static final long ROWS_MAX = 100_000;

  private final Connection connection;
  private final Layout layout;
  private final int rowsACommit;
  private final byte[] payload;
  private long rows;

  private BareSqlite(Connection connection, Layout layout, int rowsACommit, byte[] payload) {
    this.connection = connection;
    this.layout = layout;
    this.rowsACommit = rowsACommit;
    this.payload = payload;
  }

  public static void main(String[] args) throws SQLException, IOException {
    var layout = Layout.valueOf(args[1]);
    var payload = "x".repeat(Integer.parseInt(args[3])).getBytes(UTF_8);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + Path.of(args[0]))) {
      prepare(connection, layout);
      var bare = new BareSqlite(connection, layout, Integer.parseInt(args[2]), payload);
      var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (var order = orders.readLine(); order != null; order = orders.readLine()) {
        var words = order.split(" ", 2);
        bare.beginAnew();
        long begun = System.nanoTime();
        long end = begun + (long) (1e9 * Double.parseDouble(words[1]));
        long done = words[0].equals("write") ? bare.write(end) : bare.read(end);
        System.out.println(done + " " + (System.nanoTime() - begun) / 1e9);
      }
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

  private void beginAnew() throws SQLException {
    if (rows > ROWS_MAX) {
      rows = 0;
      execute(connection, List.of("DROP TABLE bsos"));
      execute(connection, layout.tables());
    }
  }

  private long write(long end) throws SQLException {
    long before = rows;
    try (var begin = connection.prepareStatement("BEGIN IMMEDIATE");
        var commit = connection.prepareStatement("COMMIT");
        var insert = connection.prepareStatement(layout.insert())) {
      while (System.nanoTime() < end) {
        begin.execute();
        for (int i = 0; i < rowsACommit; i++) {
          // Like a browser's, ids come in no order.
          long id = Long.reverse(++rows * 0x9E3779B97F4A7C15L);
          insert.setObject(1, 42L);
          insert.setObject(2, 3L);
          insert.setObject(3, "%012x".formatted(id >>> 16));
          insert.setObject(4, 1_700_000_000_000L + rows * 10);
          insert.setObject(5, 7L);
          insert.setObject(6, null);
          insert.setObject(7, (long) payload.length);
          insert.setObject(8, payload);
          insert.executeUpdate();
        }
        commit.execute();
      }
    }
    return rows - before;
  }

  private long read(long end) throws SQLException {
    long found = 0;
    try (var select = connection.prepareStatement(layout.newest())) {
      while (System.nanoTime() < end) {
        select.setObject(1, 42L);
        select.setObject(2, 3L);
        try (var results = select.executeQuery()) {
          while (results.next()) {
            found += results.getBytes("payload").length > 0 ? 1 : 0;
          }
        }
      }
    }
    return found;
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
