// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.Query;
import firefoxsync.http.RequestHead;
import firefoxsync.sync.BsoQuery.Sort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the query of a storage request; whatever is wrong in it is a 400. */
final class BsoParameters {
  private static final Pattern UNSIGNED = Pattern.compile("[0-9]{1,18}");

  private final Query query;

  private BsoParameters(Query query) {
    this.query = query;
  }

  /** Reads what a request asks for. Clients that want no items send none of it. */
  static BsoQuery of(RequestHead head) {
    try {
      return new BsoParameters(head.query()).read();
    } catch (IllegalArgumentException e) {
      throw WeaveError.BAD_REQUEST.exception("query: " + e.getMessage());
    }
  }

  /** Returns a parameter that may stand once. */
  static Optional<String> single(RequestHead head, String name) {
    try {
      return new BsoParameters(head.query()).parameter(name, Function.identity());
    } catch (IllegalArgumentException e) {
      throw WeaveError.BAD_REQUEST.exception("query: " + e.getMessage());
    }
  }

  private BsoQuery read() {
    var offset = parameter("offset", BsoOffset::parse);
    var sort = parameter("sort", BsoParameters::sort).orElse(Sort.NEWEST);
    return new BsoQuery(
        parameter("ids", BsoParameters::ids).orElse(null),
        parameter("newer", SyncTimestamp::parse).orElse(null),
        parameter("older", SyncTimestamp::parse).orElse(null),
        sort,
        parameter("limit", BsoParameters::limit).orElse(null),
        offset.orElse(null),
        query.has("full"));
  }

  private <T> Optional<T> parameter(String name, Function<String, T> parser) {
    var values = query.all(name);
    if (values.size() > 1) {
      throw new IllegalArgumentException(name + " stands twice");
    }
    return values.stream().findFirst().map(parser);
  }

  private static Sort sort(String text) {
    return switch (text) {
      case "newest" -> Sort.NEWEST;
      case "oldest" -> Sort.OLDEST;
      case "index" -> Sort.INDEX;
      default -> throw new IllegalArgumentException("no such sort");
    };
  }

  private static Long limit(String text) {
    if (!UNSIGNED.matcher(text).matches()) {
      throw new IllegalArgumentException("limit is no number");
    }
    return Long.valueOf(text);
  }

  private static List<String> ids(String text) {
    var ids = new ArrayList<String>();
    for (var part : text.split(",", -1)) {
      var id = part.strip();
      if (!Bso.isId(id)) {
        throw new IllegalArgumentException("ids holds what is no id");
      }
      ids.add(id);
    }
    if (ids.size() > BsoQuery.IDS_MAX) {
      throw new IllegalArgumentException("too many ids");
    }
    return List.copyOf(new LinkedHashSet<>(ids));
  }
}
