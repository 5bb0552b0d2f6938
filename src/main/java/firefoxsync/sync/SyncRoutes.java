// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.crypto.Secrets;
import firefoxsync.http.Cors;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import firefoxsync.http.Spool;
import java.time.Duration;
import java.util.List;

/** Sync storage 1.5, whole. */
public final class SyncRoutes {
  /** Tokens hand out the first; the second is what older servers in one piece used. */
  private static final List<String> MOUNTS = List.of("/1.5", "/storage/1.5");

  /** Clients look once more after their token has run out, before they fetch another. */
  private static final Duration LATE_INFO = Duration.ofHours(2);

  private static final Cors CORS = new Cors(
      List.of("DELETE", "GET", "POST", "PUT"),
      List.of(
          "Authorization",
          "Content-Type",
          "User-Agent",
          "X-Last-Modified",
          "X-Weave-Timestamp",
          "X-Weave-Next-Offset",
          "X-Weave-Records",
          "X-Weave-Bytes",
          "X-Weave-Total-Records",
          "X-Weave-Total-Bytes",
          "X-Verify-Code"),
      List.of(),
      1_728_000);

  private SyncRoutes() {}

  /** Returns the table; long answers wait in the spool for their readers. */
  public static RouteTable table(SyncStorage storage, SyncAuth auth, Spool spool, Secrets secrets) {
    var info = new InfoHandlers(storage);
    var collections = new CollectionHandlers(storage, new BatchUpload(storage, secrets), spool);
    var bsos = new BsoHandlers(storage, spool);
    var lateAuth = auth.tolerating(LATE_INFO);
    var sizes = new AnnouncedSizes(storage.limits());
    var uploadHead = new UploadHead();
    var bodySize = new BodySize(storage.limits());
    long bodyBytesMax = storage.limits().longestRequestBytes();
    var collection = "/{uid}/storage/{collection}";
    var item = collection + "/{id}";
    return RouteTable.of(
            new WeaveErrorFormat(),
            MOUNTS,
            Route.get("/{uid}/info/collections", info::collections).with(lateAuth),
            Route.get("/{uid}/info/collection_counts", info::counts).with(auth),
            Route.get("/{uid}/info/collection_usage", info::usage).with(auth),
            Route.get("/{uid}/info/quota", info::quota).with(auth),
            Route.get("/{uid}/info/configuration", info::configuration),
            Route.delete("/{uid}", collections::deleteEverything).with(auth),
            Route.delete("/{uid}/storage", collections::deleteEverything).with(auth),
            Route.get(collection, collections::get).with(auth),
            Route.post(collection, collections::post)
                .with(auth)
                .with(uploadHead)
                .with(bodySize)
                .with(sizes)
                .bodyBytesMax(bodyBytesMax),
            Route.delete(collection, collections::delete).with(auth),
            Route.get(item, bsos::get).with(auth),
            Route.put(item, bsos::put)
                .with(auth)
                .with(uploadHead)
                .with(bodySize)
                .bodyBytesMax(bodyBytesMax),
            Route.delete(item, bsos::delete).with(auth))
        .where("uid", "[0-9]{1,10}")
        .where("collection", CollectionName.REGEX)
        .where("id", Bso.ID_REGEX)
        .around(new WeaveHeaders())
        .cors(CORS);
  }
}
