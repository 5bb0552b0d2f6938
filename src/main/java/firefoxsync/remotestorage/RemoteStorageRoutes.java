// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Database;
import firefoxsync.http.Cors;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import firefoxsync.http.Spool;
import java.time.Clock;
import java.util.List;

/** Everybody's documents: the draft's storage interface, whole. */
public final class RemoteStorageRoutes {
  /** Where everybody's storage root lies: {@code /rs/NAME}. */
  public static final String MOUNT = "/rs";

  private static final Cors CORS = new Cors(
      List.of("OPTIONS", "GET", "HEAD", "PUT", "DELETE"),
      List.of(
          "Authorization",
          "Content-Type",
          "Content-Length",
          "Origin",
          "X-Requested-With",
          "If-Match",
          "If-None-Match",
          "If-Range",
          "Range"),
      List.of(
          "ETag",
          "Content-Length",
          "Content-Type",
          "Last-Modified",
          "Content-Range",
          "Accept-Ranges",
          "Retry-After",
          "WWW-Authenticate"),
      7200);

  private static final String ANYTHING = "/{user}/{path...raw}";

  private RemoteStorageRoutes() {}

  /**
   * Who may come.
   *
   * @param database where people and what they allowed are looked up
   * @param authenticator who knows their credentials
   */
  public record Door(Database database, Authenticator authenticator) {}

  /**
   * Returns the table; long answers wait in the spool for their readers.
   *
   * @param documentBytesMax the longest document
   */
  public static RouteTable table(
      Documents documents, Door door, Spool spool, Clock clock, long documentBytesMax) {
    var publicReads = new PublicReads(clock);
    var auth = new StorageAuth(door.database(), door.authenticator(), publicReads);
    var reads = new ReadHandlers(auth, spool, publicReads);
    var writes = new WriteHandlers(documents);
    return RouteTable.of(
            new RemoteStorageErrorFormat(),
            List.of(MOUNT),
            Route.get(ANYTHING, reads::get),
            Route.putInPieces(ANYTHING, writes::put).with(auth).bodyBytesMax(documentBytesMax),
            Route.delete(ANYTHING, writes::delete).with(auth),
            new Route("OPTIONS", ANYTHING, RemoteStorageRoutes::options, List.of(), 0))
        .cors(CORS);
  }

  /**
   * Returns the table by which a person's own pages look through her documents and delete some.
   *
   * @param mount a path of the pages' origin, where their scripts may ask
   */
  public static RouteTable ownTable(
      String mount, Documents documents, Door door, Spool spool, Clock clock) {
    var publicReads = new PublicReads(clock);
    var auth = new StorageAuth(door.database(), door.authenticator(), publicReads);
    var reads = new ReadHandlers(auth, spool, publicReads);
    var writes = new WriteHandlers(documents);
    return RouteTable.of(
        new RemoteStorageErrorFormat(),
        List.of(mount),
        Route.get(ANYTHING, reads::get),
        Route.delete(ANYTHING, writes::delete).with(auth));
  }

  /**
   * Returns the table of the pages' origin, where documents are at one of their own. An app that knew
   * them here must not take them for deleted, as a 404 would tell it.
   */
  public static RouteTable elsewhereTable() {
    var elsewhere = new Elsewhere();
    return RouteTable.of(
            new RemoteStorageErrorFormat(),
            List.of(MOUNT),
            Route.get(ANYTHING, RemoteStorageRoutes::options).with(elsewhere),
            Route.put(ANYTHING, RemoteStorageRoutes::options).with(elsewhere),
            Route.delete(ANYTHING, RemoteStorageRoutes::options).with(elsewhere))
        .cors(CORS);
  }

  private static final class Elsewhere implements Filter {
    @Override
    public void admit(RequestHead head) {
      throw RemoteStorageError.MISDIRECTED.exception("not the origin of documents");
    }
  }

  /** Preflights are answered for the whole table; this is for those who ask without an origin. */
  private static Response options(Request request) {
    var methods = String.join(", ", CORS.methods());
    return Response.of(204)
        .header("Allow", methods)
        .header("Access-Control-Allow-Methods", methods)
        .header("Access-Control-Allow-Headers", String.join(", ", CORS.requestHeaders()));
  }
}
