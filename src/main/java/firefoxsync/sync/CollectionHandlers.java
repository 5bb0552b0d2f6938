// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.JsonWriter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Spool;
import firefoxsync.sync.BatchUpload.Part;
import firefoxsync.sync.BatchUpload.Staged;
import firefoxsync.sync.SyncStorage.Listing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /storage/{collection}}: many BSOs at a time. */
final class CollectionHandlers {
  private final SyncStorage storage;
  private final BatchUpload batches;
  private final Spool spool;

  CollectionHandlers(SyncStorage storage, BatchUpload batches, Spool spool) {
    this.storage = storage;
    this.batches = batches;
    this.spool = spool;
  }

  /** Lists ids, or whole BSOs. */
  Response get(Request request) {
    var head = request.head();
    var format = BsoFormat.accepted(head);
    var query = BsoParameters.of(head);
    var precondition = Precondition.of(head);
    try (var answer = spool.open()) {
      var list = new BsoList(JsonWriter.to(answer), format, query.full());
      var listing = storage.list(SyncAuth.collection(head), query, precondition, list);
      list.end();
      return listed(listing, Response.of(200, format.mediaType(), answer.body()));
    }
  }

  private static Response listed(Listing listing, Response answer) {
    var response = answer
        .header(WeaveHeaders.LAST_MODIFIED, listing.lastModified().toString())
        .header(WeaveHeaders.RECORDS, Long.toString(listing.records()));
    return listing.next() == null
        ? response
        : response.header(WeaveHeaders.NEXT_OFFSET, listing.next().token());
  }

  /** Creates and changes BSOs, at once or as a part of a batch. */
  Response post(Request request) {
    var head = request.head();
    BsoParameters.of(head);
    var precondition = Precondition.of(head);
    var batch = BatchParameter.of(head);
    var elements = BsoJson.many(request.body(), BsoFormat.ofBody(head));
    var collection = SyncAuth.collection(head);
    var upload = Upload.sort(elements, storage.limits(collection.name()));
    if (batch.id().isPresent()) {
      var part = new Part(collection, batch.id().get());
      return batch.isCommit()
          ? stored(batches.commit(part, upload.accepted(), precondition), upload)
          : staged(batches.append(part, upload.accepted(), precondition), upload);
    }
    return batch.isBatch() && !batch.isCommit()
        ? staged(batches.start(collection, upload.accepted(), precondition), upload)
        : stored(storage.post(collection, upload.accepted(), precondition), upload);
  }

  /** Removes the BSOs that the query names, or the collection. */
  Response delete(Request request) {
    var head = request.head();
    BsoFormat.accepted(head);
    var ids = BsoParameters.of(head).ids();
    var precondition = Precondition.of(head);
    var collection = SyncAuth.collection(head);
    return BsoHandlers.deleted(
        ids == null
            ? storage.deleteCollection(collection, precondition)
            : storage.deleteItems(collection, ids, precondition));
  }

  /** Removes everything of the user. */
  Response deleteEverything(Request request) {
    var head = request.head();
    var modified = storage.deleteEverything(SyncAuth.uid(head), Precondition.of(head));
    return Response.json(Map.of()).header(WeaveHeaders.LAST_MODIFIED, modified.toString());
  }

  private static Response stored(Written written, Upload upload) {
    var body = new LinkedHashMap<String, Object>();
    body.put("modified", written.timestamp().seconds());
    body.put("success", upload.ids());
    body.put("failed", upload.failed());
    return WeaveHeaders.told(written, Response.json(body));
  }

  private static Response staged(Staged staged, Upload upload) {
    var body = new LinkedHashMap<String, Object>();
    body.put("batch", staged.batch().value());
    body.put("success", upload.ids());
    body.put("failed", upload.failed());
    return WeaveHeaders.told(staged.written(), Response.json(202, body));
  }

  /**
   * What {@code batch} and {@code commit} say.
   *
   * @param isBatch whether the request has to do with a batch at all
   * @param id of a batch that was started before
   */
  private record BatchParameter(boolean isBatch, Optional<BatchId> id, boolean isCommit) {
    static BatchParameter of(RequestHead head) {
      var batch = BsoParameters.single(head, "batch");
      var commit = BsoParameters.single(head, "commit");
      if (commit.isPresent() && (batch.isEmpty() || !isTrue(commit.get()))) {
        throw WeaveError.BAD_REQUEST.exception("commit is true, and has a batch");
      }
      return new BatchParameter(
          batch.isPresent(),
          batch.filter(text -> !text.isEmpty() && !isTrue(text)).map(BatchParameter::id),
          commit.isPresent());
    }

    private static boolean isTrue(String text) {
      return text.toLowerCase(Locale.ROOT).equals("true");
    }

    private static BatchId id(String text) {
      try {
        return new BatchId(text);
      } catch (IllegalArgumentException e) {
        throw WeaveError.BAD_REQUEST.exception("no such batch");
      }
    }
  }
}
