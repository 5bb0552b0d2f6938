// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** Looks at the rows of documents in the database's file itself. */
final class StoredDocuments {
  private StoredDocuments() {}

  /**
   * Throws when what is counted, or what documents show, differs from what is there. Returns how many
   * uploads are kept that no document shows.
   */
  static long check(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(10_000);
    try (var connection = config.createConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (var fault : FAULTS.entrySet()) {
        var found = texts(statement, fault.getValue());
        if (!found.isEmpty()) {
          throw new AssertionError(fault.getKey() + ": " + found);
        }
      }
      return Long.parseLong(
          texts(statement, "SELECT COUNT(*) FROM storage_uploads").get(0));
    }
  }

  /** What must not be found. */
  private static final Map<String, String> FAULTS = faults();

  private static Map<String, String> faults() {
    var faults = new LinkedHashMap<String, String>();
    faults.put(
        "sums of a person that differ from her documents",
        """
        SELECT account_id FROM storage_roots r WHERE (documents, used_bytes) <> (
          SELECT COUNT(*), COALESCE(SUM(content_length), 0) FROM storage_nodes n
          WHERE n.root_id = r.root_id AND upload_id IS NOT NULL)""");
    faults.put(
        "documents whose pieces are not their bytes",
        """
        SELECT folder || name || ' of ' || content_length FROM storage_nodes n
        WHERE upload_id IS NOT NULL AND (content_length, (content_length + 262143) / 262144) <> (
          SELECT COALESCE(SUM(LENGTH(content)), 0), COUNT(*) FROM storage_pieces p
          WHERE p.root_id = n.root_id AND p.upload_id = n.upload_id
            AND piece < (n.content_length + 262143) / 262144)""");
    faults.put(
        "pieces that no document shows and no sweep would find",
        """
        SELECT upload_id FROM storage_pieces p WHERE NOT EXISTS (
            SELECT 1 FROM storage_nodes n
            WHERE n.root_id = p.root_id AND n.upload_id = p.upload_id)
          AND NOT EXISTS (
            SELECT 1 FROM storage_uploads u
            WHERE u.root_id = p.root_id AND u.upload_id = p.upload_id)""");
    faults.put(
        "uploads that a document shows and a sweep would remove",
        """
        SELECT folder || name FROM storage_nodes n JOIN storage_uploads u
          ON u.root_id = n.root_id AND u.upload_id = n.upload_id""");
    faults.put(
        "folders that count other children than they have",
        """
        SELECT folder || name FROM storage_nodes n WHERE upload_id IS NULL AND children <> (
          SELECT COUNT(*) FROM storage_nodes c
          WHERE c.root_id = n.root_id AND c.folder = n.folder || n.name || '/')""");
    faults.put(
        "folders that are older than what is in them",
        """
        SELECT folder || name FROM storage_nodes n WHERE upload_id IS NULL AND version < (
          SELECT MAX(version) FROM storage_nodes c
          WHERE c.root_id = n.root_id AND c.folder = n.folder || n.name || '/')""");
    faults.put(
        "versions that the root has not given",
        """
        SELECT folder || name FROM storage_nodes n JOIN storage_roots r ON r.root_id = n.root_id
        WHERE n.version > r.changes""");
    return faults;
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    try (var results = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (results.next()) {
        texts.add(results.getString(1));
      }
      return texts;
    }
  }
}
