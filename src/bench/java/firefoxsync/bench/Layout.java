// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.util.ArrayList;
import java.util.List;

/** Ways to lay out the table of items, of which the daemon has the one that measured best. */
enum Layout {
  /** The daemon's: rows in the order of writing, two indexes beside them. */
  ROWS(16_384, false, "(uid, collection, modified, id)", true),
  /** The same with small pages. */
  ROWS_SMALL_PAGES(4096, false, "(uid, collection, modified, id)", true),
  /** The same with pages in between. */
  ROWS_MIDDLE_PAGES(8192, false, "(uid, collection, modified, id)", true),
  /** The same with the largest pages. */
  ROWS_LARGE_PAGES(32_768, false, "(uid, collection, modified, id)", true),
  /** An index by time that must look at the row for the id. */
  ROWS_SHORT_INDEX(16_384, false, "(uid, collection, modified)", true),
  /** No index on expiry. */
  ROWS_WITHOUT_EXPIRY(16_384, false, "(uid, collection, modified, id)", false),
  /** Rows inside the primary key. */
  CLUSTERED(16_384, true, "(uid, collection, modified)", true),
  /** Rows inside the primary key, with small pages. */
  CLUSTERED_SMALL_PAGES(4096, true, "(uid, collection, modified)", true);

  private final int pageBytes;
  private final boolean isClustered;
  private final String timeIndex;
  private final boolean hasExpiryIndex;

  Layout(int pageBytes, boolean isClustered, String timeIndex, boolean hasExpiryIndex) {
    this.pageBytes = pageBytes;
    this.isClustered = isClustered;
    this.timeIndex = timeIndex;
    this.hasExpiryIndex = hasExpiryIndex;
  }

  int pageBytes() {
    return pageBytes;
  }

  List<String> tables() {
    var tables = new ArrayList<String>();
    tables.add(
        """
        CREATE TABLE bsos (
          uid BIGINT NOT NULL,
          collection BIGINT NOT NULL,
          id TEXT NOT NULL,
          modified BIGINT NOT NULL,
          sort_index BIGINT,
          expiry BIGINT,
          payload_bytes BIGINT NOT NULL,
          payload BLOB,
          PRIMARY KEY (uid, collection, id)
        )"""
            + (isClustered ? " WITHOUT ROWID" : ""));
    tables.add("CREATE INDEX by_modified ON bsos " + timeIndex);
    if (hasExpiryIndex) {
      tables.add(
          "CREATE INDEX by_expiry ON bsos (uid, collection, expiry, payload_bytes) WHERE expiry IS NOT NULL");
    }
    return tables;
  }

  String insert() {
    return """
        INSERT INTO bsos
          (uid, collection, id, modified, sort_index, expiry, payload_bytes, payload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";
  }

  String newest() {
    return """
        SELECT id, modified, sort_index, payload FROM bsos
        WHERE uid = ? AND collection = ?
        ORDER BY modified DESC, id DESC LIMIT 1000""";
  }
}
