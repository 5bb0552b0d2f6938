// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import firefoxsync.crypto.Secrets;
import firefoxsync.sync.SyncStorage.UserCollection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of uploads that come in several parts and are seen all at once, when committed. */
final class BatchUpload {
  private final SyncStorage storage;
  private final SyncLimits limits;
  private final Secrets secrets;

  /** A part was kept; the collection is as it was. */
  record Staged(BatchId batch, Written written) {}

  BatchUpload(SyncStorage storage, Secrets secrets) {
    this.storage = storage;
    this.limits = storage.limits();
    this.secrets = secrets;
  }

  /** Starts a batch with its first part, which may be empty. */
  Staged start(UserCollection collection, List<BsoUpdate> updates, Precondition precondition) {
    SyncStorage.checkCrypto(collection.name(), updates);
    var id = BatchId.fresh(secrets);
    var written = storage.write(collection.uid(), data -> {
      var unchanged = data.lastModified(collection.name());
      precondition.check(unchanged);
      var batch = new Batch(collection.name(), data.now(), 0, 0);
      var growth = Growth.ofNew(updates);
      return ChangeSet.unseen(unchanged)
          .leaving(room(data, batch.plus(growth)))
          .open(id, batch.collection(), batch.started())
          .stage(id, updates, growth);
    });
    return new Staged(id, written);
  }

  /** Adds a part. */
  Staged append(Part part, List<BsoUpdate> updates, Precondition precondition) {
    var collection = part.collection();
    SyncStorage.checkCrypto(collection.name(), updates);
    var written = storage.write(collection.uid(), data -> {
      var unchanged = data.lastModified(collection.name());
      precondition.check(unchanged);
      var batch = find(data, part);
      var growth = Growth.of(data, part.batch(), updates);
      return ChangeSet.unseen(unchanged)
          .leaving(room(data, batch.plus(growth)))
          .stage(part.batch(), updates, growth);
    });
    return new Staged(part.batch(), written);
  }

  /** Makes all parts seen, and with them the last, whose items win over earlier ones. */
  Written commit(Part part, List<BsoUpdate> updates, Precondition precondition) {
    var collection = part.collection();
    SyncStorage.checkCrypto(collection.name(), updates);
    return storage.write(collection.uid(), data -> {
      precondition.check(data.lastModified(collection.name()));
      var batch = find(data, part).plus(Growth.of(data, part.batch(), updates));
      return ChangeSet.at(data.nextTimestamp())
          .leaving(room(data, batch))
          .commit(part.batch())
          .put(collection.name(), updates);
    });
  }

  /** Which batch of which collection a request means. */
  record Part(UserCollection collection, BatchId batch) {}

  private static Batch find(UserBsos data, Part part) {
    return data.batch(part.batch())
        .filter(batch -> batch.collection().equals(part.collection().name()))
        .filter(batch -> !batch.isStale(data.now()))
        .orElseThrow(() -> WeaveError.BAD_REQUEST.exception("no such batch"));
  }

  /** Returns what the quota leaves when the batch is as large as this, or refuses it. */
  private @Nullable Long room(UserBsos data, Batch batch) {
    if (batch.records() > limits.maxTotalRecords() || batch.bytes() > limits.maxTotalBytes()) {
      throw WeaveError.SIZE_LIMIT.exception("batch too large");
    }
    return storage.quota().afterBatch(data, batch);
  }
}
