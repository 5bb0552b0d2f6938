// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.JsonWriter;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.SqlSnapshot;
import firefoxsync.sync.SyncTimestamp;
import java.io.OutputStream;
import java.util.List;

/** Writes change sets as lines of JSON, one a change or an item. */
final class ChangeWriter implements AutoCloseable {
  private final JsonWriter json;

  ChangeWriter(OutputStream out) {
    this.json = JsonWriter.to(out);
  }

  /**
   * Writes a change set.
   *
   * @param snapshot where the items of a batch are staged
   */
  void write(ChangeSet set, SqlSnapshot snapshot) {
    begin(set.timestamp());
    for (var change : set.changes()) {
      if (change instanceof ChangeSet.Commit commit) {
        var collection = snapshot
            .collection(commit.batch())
            .orElseThrow(() -> new IllegalArgumentException("no batch " + commit.batch()));
        touch(collection.value());
        snapshot.staged(commit.batch(), update -> put(collection.value(), update));
      } else {
        write(change);
      }
    }
  }

  private void begin(SyncTimestamp time) {
    json.beginObject().name("set").number(time.millis()).endObject().newline();
  }

  private void write(ChangeSet.Change change) {
    if (change instanceof ChangeSet.Put put) {
      if (put.updates().isEmpty()) {
        touch(put.collection().value());
      }
      put.updates().forEach(update -> put(put.collection().value(), update));
    } else if (change instanceof ChangeSet.Delete delete) {
      delete(delete.collection().value(), delete.ids());
    } else if (change instanceof ChangeSet.Wipe wipe) {
      json.beginObject()
          .name("wipe")
          .string(wipe.collection().value())
          .endObject()
          .newline();
    } else if (change instanceof ChangeSet.WipeAll) {
      json.beginObject().name("wipe_all").number(1).endObject().newline();
    } else {
      throw new IllegalArgumentException("readers cannot see " + change);
    }
  }

  private void touch(String collection) {
    json.beginObject().name("touch").string(collection).endObject().newline();
  }

  private void put(String collection, BsoUpdate update) {
    json.beginObject().name("put").string(collection).name("id").string(update.id());
    if (update.sortIndex() != null) {
      json.name("sortindex").number(update.sortIndex());
    }
    if (update.ttlSeconds() != null) {
      json.name("ttl").number(update.ttlSeconds());
    }
    if (update.payload() != null) {
      json.name("payload").string(update.payload());
    }
    json.endObject().newline();
  }

  private void delete(String collection, List<String> ids) {
    json.beginObject().name("delete").string(collection).name("ids").beginArray();
    ids.forEach(json::string);
    json.endArray().endObject().newline();
  }

  @Override
  public void close() {
    json.close();
  }
}
