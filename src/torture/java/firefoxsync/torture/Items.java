// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import firefoxsync.torture.Item.Window;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a lane's items may be, held against what they are. */
record Items(Map<String, Item> byId) {
  static final Items NONE = new Items(Map.of());

  /** What comparing came to: the items with all their times known, or what differs. */
  record Comparison(Optional<Items> found, String difference) {
    private static Comparison differs(String id, String how) {
      return new Comparison(Optional.empty(), id + " " + how);
    }
  }

  Items {
    byId = Map.copyOf(byId);
  }

  /** Returns these with others put over them. */
  Items with(Map<String, Item> others) {
    var all = new TreeMap<>(byId);
    all.putAll(others);
    return new Items(all);
  }

  Items without(Iterable<String> ids) {
    var rest = new TreeMap<>(byId);
    ids.forEach(rest::remove);
    return new Items(rest);
  }

  /** Gives the time of their write to those that have none yet. */
  Items at(long time) {
    var timed = new TreeMap<String, Item>();
    byId.forEach(
        (id, item) -> timed.put(id, item.modified() == Item.UNKNOWN ? item.at(time) : item));
    return new Items(timed);
  }

  /**
   * Tells whether these are what was read. Items of unknown time must all have one and the same,
   * later than the floor.
   */
  Comparison compare(Map<String, Item> read, Window window, long floor) {
    for (var id : read.keySet()) {
      if (!byId.containsKey(id)) {
        return Comparison.differs(id, "is there and should not be: " + read.get(id));
      }
    }
    var known = new TreeMap<String, Item>();
    long newTime = Item.UNKNOWN;
    for (var entry : byId.entrySet()) {
      var id = entry.getKey();
      var expected = entry.getValue();
      var found = read.get(id);
      if (found == null) {
        if (expected.isThere(window)) {
          return Comparison.differs(id, "is missing: " + expected);
        }
        continue;
      }
      if (expected.isGone(window)) {
        return Comparison.differs(id, "has expired and is there: " + expected);
      }
      if (!expected.hasContentOf(found)) {
        return Comparison.differs(id, "should be " + expected + " and is " + found);
      }
      if (expected.modified() == Item.UNKNOWN) {
        if (found.modified() <= floor || (newTime >= 0 && newTime != found.modified())) {
          return Comparison.differs(id, "has a wrong time " + found + ", after " + floor);
        }
        newTime = found.modified();
      } else if (expected.modified() != found.modified()) {
        return Comparison.differs(id, "should be " + expected + " and has the time of " + found);
      }
      known.put(id, expected.at(found.modified()));
    }
    return new Comparison(Optional.of(new Items(known)), "");
  }
}
