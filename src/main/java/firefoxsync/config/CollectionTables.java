// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables {@code [sync.collections.NAME]}: limits of collections that differ from the others'. */
final class CollectionTables {
  private static final Pattern KEY =
      Pattern.compile("sync\\.collections\\.(?:\"([^\"]*)\"|([^.\"]+))\\.[^.\"]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  private final ConfigValues values;
  private final TreeSet<String> names = new TreeSet<>();

  /** Finds the tables of the file. */
  CollectionTables(ConfigValues values) {
    this.values = values;
    for (var key : values.names()) {
      var parts = KEY.matcher(key);
      if (parts.matches()) {
        names.add(parts.group(1) == null ? parts.group(2) : parts.group(1));
      }
    }
  }

  /** Returns every key that these tables may have. */
  Stream<Key<Long>> keys() {
    return names.stream()
        .flatMap(name -> ConfigReader.COLLECTION_KEYS.stream().map(key -> key.in(name)));
  }

  /** Returns the key of that name, when it is one of such a table. */
  static Optional<Key<Long>> key(String name) {
    return Optional.of(KEY.matcher(name))
        .filter(Matcher::matches)
        .map(parts -> parts.group(1) == null ? parts.group(2) : parts.group(1))
        .filter(table -> NAME.matcher(table).matches())
        .flatMap(table -> List.copyOf(ConfigReader.COLLECTION_KEYS).stream()
            .map(key -> key.in(table))
            .filter(key -> key.name().equals(name))
            .findFirst());
  }

  /** Returns the limits, and those of the collections that differ. */
  SyncLimits over(SyncLimits limits) {
    Map<String, CollectionLimits> collections = new TreeMap<>();
    for (var name : names) {
      collections.put(
          name,
          new CollectionLimits(
              values.find(ConfigReader.COLLECTION_REQUEST_BYTES.in(name)).orElse(null),
              values.find(ConfigReader.COLLECTION_POST_BYTES.in(name)).orElse(null),
              values.find(ConfigReader.COLLECTION_PAYLOAD_BYTES.in(name)).orElse(null)));
    }
    var all = limits.with(collections);
    names.forEach(name -> check(name, all.in(name)));
    return all;
  }

  private void check(String name, SyncLimits limits) {
    if (!NAME.matcher(name).matches()) {
      given(name).forEach(key -> values.refuse(key, "is not in the table of a collection's name"));
      return;
    }
    if (Math.max(limits.maxPostBytes(), limits.maxRecordPayloadBytes())
        > limits.maxRequestBytes()) {
      given(name)
          .limit(1)
          .forEach(key -> values.refuse(
              key,
              "does not fit: %s takes requests of %d bytes, and is to take more payload in one"
                  .formatted(name, limits.maxRequestBytes())));
    }
  }

  private Stream<Key<Long>> given(String name) {
    return List.copyOf(ConfigReader.COLLECTION_KEYS).stream()
        .map(key -> key.in(name))
        .filter(key -> values.names().contains(key.name()));
  }
}
