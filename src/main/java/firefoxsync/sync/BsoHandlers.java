// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.http.JsonWriter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Spool;
import java.util.Map;

/** {@code /storage/{collection}/{id}}: one BSO at a time. */
final class BsoHandlers {
  private final SyncStorage storage;
  private final Spool spool;

  BsoHandlers(SyncStorage storage, Spool spool) {
    this.storage = storage;
    this.spool = spool;
  }

  /** Returns the BSO. */
  Response get(Request request) {
    var head = request.head();
    BsoParameters.of(head);
    var bso = storage.find(SyncAuth.collection(head), id(head), Precondition.of(head));
    try (var answer = spool.open()) {
      try (var json = JsonWriter.to(answer)) {
        BsoJson.write(json, bso);
      }
      return Response.of(200, BsoFormat.JSON.mediaType(), answer.body())
          .header(WeaveHeaders.LAST_MODIFIED, bso.modified().toString());
    }
  }

  /** Creates the BSO, or changes just the fields that the body names. */
  Response put(Request request) {
    var head = request.head();
    BsoParameters.of(head);
    var precondition = Precondition.of(head);
    if (BsoFormat.ofBody(head) != BsoFormat.JSON) {
      throw WeaveError.UNSUPPORTED_MEDIA_TYPE.exception("an item is one JSON object");
    }
    var update = BsoJson.one(id(head), request.body());
    var written = storage.put(SyncAuth.collection(head), update, precondition);
    return WeaveHeaders.told(written, Response.json(written.timestamp().seconds()));
  }

  /** Removes the BSO. */
  Response delete(Request request) {
    var head = request.head();
    BsoParameters.of(head);
    return deleted(storage.delete(SyncAuth.collection(head), id(head), Precondition.of(head)));
  }

  /** Answers that something was removed. */
  static Response deleted(SyncTimestamp modified) {
    return Response.json(Map.of("modified", modified.seconds()))
        .header(WeaveHeaders.LAST_MODIFIED, modified.toString());
  }

  private static String id(RequestHead head) {
    return head.pathValue("id");
  }
}
