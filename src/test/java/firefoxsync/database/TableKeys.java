// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The program's tables with the columns of each of their keys and indexes, in order.
 *
 * @param unique by table, the primary ones among them
 * @param indexes by table, all of them
 */
record TableKeys(Map<String, Set<List<String>>> unique, Map<String, Set<List<String>>> indexes) {

  /**
   * Returns the program's, as the embedded engine has them, and of the one table that only a server
   * needs. That a server has just these is a test's business.
   */
  static TableKeys ofProgram() {
    return Embedded.KEYS;
  }

  private static final class Embedded {
    static final TableKeys KEYS = read();

    private static TableKeys read() {
      try {
        var directory = Files.createTempDirectory("table-keys");
        var file = directory.resolve("test.db");
        SqliteDatabase.open(file).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
          var keys = of(connection);
          keys.unique().put("write_mark", sorted(List.of(List.of("write_id"))));
          keys.indexes()
              .put("write_mark", sorted(List.of(List.of("write_id"), List.of("written_at"))));
          return keys;
        } finally {
          delete(directory);
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static void delete(Path directory) throws Exception {
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Asks a database. */
  static TableKeys of(Connection connection) throws SQLException {
    var keys = new TableKeys(new TreeMap<>(), new TreeMap<>());
    for (var table : tables(connection)) {
      var primary = new TreeMap<Integer, String>();
      try (var rows = connection.getMetaData().getPrimaryKeys(null, null, table)) {
        while (rows.next()) {
          primary.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
        }
      }
      keys.unique().put(table, sorted(List.of(List.copyOf(primary.values()))));
      keys.indexes().put(table, sorted(List.of(List.copyOf(primary.values()))));
      keys.unique().get(table).addAll(indexes(connection, table, true));
      keys.indexes().get(table).addAll(indexes(connection, table, false));
    }
    return keys;
  }

  private static Set<List<String>> indexes(Connection connection, String table, boolean unique)
      throws SQLException {
    var indexes = new TreeMap<String, TreeMap<Integer, String>>();
    try (var rows = connection.getMetaData().getIndexInfo(null, null, table, unique, false)) {
      while (rows.next()) {
        // The embedded engine's driver lists all of them however it is asked.
        boolean isWanted = !unique || !rows.getBoolean("NON_UNIQUE");
        if (isWanted && rows.getString("COLUMN_NAME") != null) {
          indexes
              .computeIfAbsent(rows.getString("INDEX_NAME"), name -> new TreeMap<>())
              .put(rows.getInt("ORDINAL_POSITION"), rows.getString("COLUMN_NAME"));
        }
      }
    }
    var columns = sorted(List.of());
    indexes.values().forEach(index -> columns.add(List.copyOf(index.values())));
    return columns;
  }

  private static Set<List<String>> sorted(Collection<List<String>> keys) {
    var set = new TreeSet<List<String>>(Comparator.comparing(List::toString));
    set.addAll(keys);
    return set;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var rows = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        if (!rows.getString("TABLE_NAME").startsWith("sqlite_")) {
          tables.add(rows.getString("TABLE_NAME"));
        }
      }
    }
    return tables;
  }
}
