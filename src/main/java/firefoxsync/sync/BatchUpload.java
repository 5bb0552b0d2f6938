// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.config.SyncLimits;
import firefoxsync.crypto.Secrets;
import firefoxsync.sync.SyncStorage.UserCollection;
import java.util.List;

/** The rules of uploads that come in several parts and are seen all at once, when committed. */
final class BatchUpload {
  private final SyncStorage storage;
  private final SyncLimits limits;
  private final Secrets secrets;

  /** A part was kept; the collection is as it was. */
  record Staged(BatchId batch, SyncTimestamp lastModified) {}

  BatchUpload(SyncStorage storage, Secrets secrets) {
    this.storage = storage;
    this.limits = storage.limits();
    this.secrets = secrets;
  }

  /** Starts a batch with its first part, which may be empty. */
  Staged start(UserCollection collection, List<BsoUpdate> updates, Precondition precondition) {
    SyncStorage.checkCrypto(collection.name(), updates);
    var id = BatchId.fresh(secrets);
    var lastModified = storage.write(collection.uid(), data -> {
      var unchanged = data.lastModified(collection.name());
      precondition.check(unchanged);
      var batch = new Batch(collection.name(), data.now(), 0, 0);
      checkRoom(data, batch, updates);
      return ChangeSet.unseen(unchanged)
          .open(id, batch.collection(), batch.started())
          .stage(id, updates);
    });
    return new Staged(id, lastModified);
  }

  /** Adds a part. */
  Staged append(Part part, List<BsoUpdate> updates, Precondition precondition) {
    var collection = part.collection();
    SyncStorage.checkCrypto(collection.name(), updates);
    var lastModified = storage.write(collection.uid(), data -> {
      var unchanged = data.lastModified(collection.name());
      precondition.check(unchanged);
      checkRoom(data, find(data, part), updates);
      return ChangeSet.unseen(unchanged).stage(part.batch(), updates);
    });
    return new Staged(part.batch(), lastModified);
  }

  /** Makes all parts seen, and with them the last, whose items win over earlier ones. */
  SyncTimestamp commit(Part part, List<BsoUpdate> updates, Precondition precondition) {
    var collection = part.collection();
    SyncStorage.checkCrypto(collection.name(), updates);
    return storage.write(collection.uid(), data -> {
      precondition.check(data.lastModified(collection.name()));
      checkRoom(data, find(data, part), updates);
      return ChangeSet.at(data.nextTimestamp())
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

  private void checkRoom(UserBsos data, Batch batch, List<BsoUpdate> updates) {
    long incomingBytes = SyncStorage.payloadBytes(updates);
    if (batch.records() + updates.size() > limits.maxTotalRecords()
        || batch.bytes() + incomingBytes > limits.maxTotalBytes()) {
      throw WeaveError.SIZE_LIMIT.exception("batch too large");
    }
    storage.checkQuota(data, batch.bytes() + incomingBytes);
  }
}
