// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.JsonReader;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.CollectionName;
import firefoxsync.sync.SyncTimestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ChangeWriter} wrote, item by item, so that no change set need fit the memory. */
final class ChangeReader {
  private static final int UPDATES_MAX = 100;
  private static final int UPDATE_BYTES_MAX = 1024 * 1024;

  private final Consumer<SyncTimestamp> begin;
  private final Consumer<ChangeSet.Change> change;
  private final List<BsoUpdate> updates = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  // Mutable state: puts that are not handed on yet
  private @Nullable CollectionName collection;
  private long updateBytes;

  /** Takes who is told of the time of each change set, and of its changes. */
  ChangeReader(Consumer<SyncTimestamp> begin, Consumer<ChangeSet.Change> change) {
    this.begin = begin;
    this.change = change;
  }

  /** Reads every line. */
  void read(LineReader lines) {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      var text = line.get();
      var fields = LogException.parsing("no change", () -> new Fields(JsonReader.of(text)));
      take(fields);
    }
    flush();
  }

  private void take(Fields fields) {
    switch (fields.kind) {
      case "set" -> {
        flush();
        begin.accept(LogException.parsing("set", () -> new SyncTimestamp(fields.number)));
      }
      case "put" -> put(fields.collection(), LogException.parsing("put", fields::update));
      case "touch" -> hand(new ChangeSet.Put(fields.collection(), List.of()));
      case "delete" -> hand(new ChangeSet.Delete(fields.collection(), fields.ids));
      case "wipe" -> hand(new ChangeSet.Wipe(fields.collection()));
      case "wipe_all" -> hand(new ChangeSet.WipeAll());
      default -> throw new LogException(LogException.Kind.MALFORMED, "a change unknown here");
    }
  }

  private void put(CollectionName name, BsoUpdate update) {
    if (!name.equals(collection)
        || !ids.add(update.id())
        || updates.size() == UPDATES_MAX
        || updateBytes > UPDATE_BYTES_MAX) {
      flush();
      collection = name;
      ids.add(update.id());
    }
    updates.add(update);
    updateBytes += update.payload() == null ? 0 : update.payload().length();
  }

  private void hand(ChangeSet.Change next) {
    flush();
    change.accept(next);
  }

  private void flush() {
    if (collection != null) {
      change.accept(new ChangeSet.Put(collection, List.copyOf(updates)));
      collection = null;
      updates.clear();
      ids.clear();
      updateBytes = 0;
    }
  }

  /** The members of a line; the first names what it is. */
  private static final class Fields {
    private final List<String> ids = new ArrayList<>();
    private String kind = "";
    private String target = "";
    private long number;
    private String id = "";
    private @Nullable Long sortIndex;
    private @Nullable Long ttlSeconds;
    private @Nullable String payload;

    Fields(JsonReader json) {
      json.enter();
      for (var name = json.name(); name.isPresent(); name = json.name()) {
        read(name.get(), json);
      }
    }

    private void read(String name, JsonReader json) {
      switch (name) {
        case "set", "wipe_all" -> {
          kind = name;
          number = json.integer().orElseThrow();
        }
        case "put", "touch", "delete", "wipe" -> {
          kind = name;
          target = json.string();
        }
        case "id" -> id = json.string();
        case "sortindex" -> sortIndex = json.integer().orElseThrow();
        case "ttl" -> ttlSeconds = json.integer().orElseThrow();
        case "payload" -> payload = json.string();
        case "ids" -> {
          json.enter();
          while (json.hasElement()) {
            ids.add(json.string());
          }
        }
        default -> json.skip();
      }
    }

    CollectionName collection() {
      return LogException.parsing("collection", () -> new CollectionName(target));
    }

    BsoUpdate update() {
      return new BsoUpdate(id, payload, sortIndex, ttlSeconds);
    }
  }
}
