// SPDX-License-Identifier: MPL-2.0
package firefoxsync.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was true when a backup was made.
 *
 * @param madeAt the time, as ISO 8601 has it
 * @param version of the program
 * @param schema the newest step of the database's
 * @param keyIds names of the master secrets, newest first; they tell nothing about the secrets
 */
public record BackupDescription(String madeAt, String version, long schema, List<String> keyIds) {
  /** Keeps a copy of the list. */
  public BackupDescription {
    keyIds = List.copyOf(keyIds);
  }

  /** Returns the names of secrets that the backup knew and that are not among the present ones. */
  public List<String> missing(List<String> present) {
    var missing = new ArrayList<>(keyIds);
    missing.removeAll(present);
    return missing;
  }

  static BackupDescription parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (var line : text.lines().toList()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    var ids = fields.getOrDefault("key-ids", "");
    return new BackupDescription(
        fields.getOrDefault("made-at", "an unknown time"),
        fields.getOrDefault("version", "unknown"),
        Long.parseLong(fields.getOrDefault("schema", "0")),
        ids.isEmpty() ? List.of() : List.of(ids.split(" ", -1)));
  }

  @Override
  public String toString() {
    return """
        A backup of firefox-sync. `firefox-sync restore` puts it back.
        made-at: %s
        version: %s
        schema: %d
        key-ids: %s
        """
        .formatted(madeAt, version, schema, String.join(" ", keyIds));
  }
}
