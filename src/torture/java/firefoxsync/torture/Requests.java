// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes up what a lane writes next. */
final class Requests {
  private static final int IDS = 40;
  private static final int POSTED_MAX = 30;
  private static final int TTL_SECONDS_MAX = 12;

  private final Random random;
  private final String collection;
  private final String prefix;
  private final boolean isExpiring;

  // Mutable state
  private int made;

  Requests(Random random, String collection, String prefix, boolean isExpiring) {
    this.random = random;
    this.collection = collection;
    this.prefix = prefix;
    this.isExpiring = isExpiring;
  }

  Request put() {
    var id = id();
    var item = item();
    return new Request(
        "put " + id, "PUT", path() + "/" + id, json(item), items -> items.with(Map.of(id, item)));
  }

  /** Changes the sort index and leaves the payload. */
  Request putSortIndex() {
    var id = id();
    int sortIndex = random.nextInt(1000);
    return new Request(
        "sort " + id, "PUT", path() + "/" + id, "{\"sortindex\":" + sortIndex + "}", items -> {
          var old = items.byId().get(id);
          var payload = old == null ? "" : old.payload();
          return items.with(Map.of(id, new Item(payload, sortIndex, null, Item.UNKNOWN)));
        });
  }

  Request post() {
    var items = someItems();
    return new Request(
        "post " + items.keySet(), "POST", path(), json(items), before -> before.with(items));
  }

  /** Removes one item; it may not be there. */
  Request delete() {
    var id = id();
    return new Request(
        "delete " + id, "DELETE", path() + "/" + id, "", items -> items.without(List.of(id)));
  }

  Request deleteSome() {
    var ids = someIds();
    return new Request(
        "delete " + ids,
        "DELETE",
        path() + "?ids=" + String.join(",", ids),
        "",
        items -> items.without(ids));
  }

  Request wipe() {
    return new Request("wipe", "DELETE", path(), "", items -> Items.NONE);
  }

  /** Stages items; the effect is what is staged then. */
  Request stage(String batch) {
    var items = someItems();
    return new Request(
        "stage " + batch + " " + items.keySet(),
        "POST",
        path() + "?batch=" + batch,
        json(items),
        staged -> staged.with(items));
  }

  /** Commits with some last items; the effect takes what was staged and adds these. */
  Request commit(String batch) {
    var items = someItems();
    return new Request(
        "commit " + batch + " " + items.keySet(),
        "POST",
        path() + "?batch=" + batch + "&commit=true",
        json(items),
        staged -> staged.with(items));
  }

  private String path() {
    return "/storage/" + collection;
  }

  private String id() {
    return prefix + random.nextInt(IDS);
  }

  private List<String> someIds() {
    int count = 1 + random.nextInt(8);
    return random.ints(count, 0, IDS).distinct().mapToObj(i -> prefix + i).toList();
  }

  private Map<String, Item> someItems() {
    var items = new TreeMap<String, Item>();
    int count = 1 + random.nextInt(POSTED_MAX);
    for (int i = 0; i < count; i++) {
      items.put(id(), item());
    }
    return items;
  }

  private Item item() {
    // All three fields, so that what an expired item leaves behind makes no difference.
    var ttl = isExpiring ? Integer.valueOf(1 + random.nextInt(TTL_SECONDS_MAX)) : null;
    return new Item(payload(), random.nextInt(1000), ttl, Item.UNKNOWN);
  }

  private String payload() {
    var mark = collection + " " + prefix + " " + made++ + " é€ ";
    int length = length(random.nextInt(1000));
    var filler = Long.toHexString(random.nextLong());
    return mark + filler.repeat(1 + length / filler.length());
  }

  private int length(int chance) {
    if (chance < 750) {
      return random.nextInt(500);
    }
    if (chance < 960) {
      return random.nextInt(8_000);
    }
    return chance < 998 ? random.nextInt(60_000) : random.nextInt(900_000);
  }

  private static String json(Item item) {
    return "{" + fields(item) + "}";
  }

  private static String json(Map<String, Item> items) {
    return items.entrySet().stream()
        .map(e -> "{\"id\":\"" + e.getKey() + "\"," + fields(e.getValue()) + "}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String fields(Item item) {
    var fields = new ArrayList<String>();
    fields.add("\"payload\":\"" + item.payload() + "\"");
    fields.add("\"sortindex\":" + item.sortIndex());
    if (item.ttlSeconds() != null) {
      fields.add("\"ttl\":" + item.ttlSeconds());
    }
    return String.join(",", fields);
  }
}
