// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a collection are asked for, and in which order. Null means no such condition.
 *
 * @param ids at most {@link #IDS_MAX}
 * @param newer only items modified after it
 * @param older only items modified before it
 * @param limit at most so many
 * @param offset only items that follow it in the order
 * @param full whether whole items are wanted; without, payloads are empty texts, and a sortindex
 *     is there only if the order needs it
 */
record BsoQuery(
    @Nullable List<String> ids,
    @Nullable SyncTimestamp newer,
    @Nullable SyncTimestamp older,
    Sort sort,
    @Nullable Long limit,
    @Nullable BsoOffset offset,
    boolean full) {
  /** How many ids one request may name. */
  static final int IDS_MAX = 100;

  /** The orders; ids, descending unless said otherwise, decide among equals. */
  enum Sort {
    /** Latest modified first. */
    NEWEST,
    /** Earliest modified first, ids ascending. */
    OLDEST,
    /** Greatest sortindex first, items without one last. */
    INDEX
  }

  /** Refuses more ids than one statement shall carry, and an offset of another order. */
  BsoQuery {
    if (ids != null) {
      ids = List.copyOf(ids);
      if (ids.isEmpty() || ids.size() > IDS_MAX) {
        throw new IllegalArgumentException("ids: 1 to " + IDS_MAX);
      }
    }
    if (limit != null && limit < 0) {
      throw new IllegalArgumentException("limit is negative");
    }
    if (offset != null && offset.sort() != sort) {
      throw new IllegalArgumentException("offset belongs to another order");
    }
  }

  /** Returns the query for everything in the order, payloads included. */
  static BsoQuery all(Sort sort) {
    return new BsoQuery(null, null, null, sort, null, null, true);
  }

  BsoQuery withLimit(long other) {
    return new BsoQuery(ids, newer, older, sort, other, offset, full);
  }

  BsoQuery after(BsoOffset other) {
    return new BsoQuery(ids, newer, older, sort, limit, other, full);
  }
}
