// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** Where a person's Sync data live, for her settings. */
public final class StorageLinkRoutes {
  /** The path of the page to which a storage's dialog leads back. */
  static final String PAGE = "/settings/storage-elsewhere";

  private StorageLinkRoutes() {}

  /** Returns the table. */
  public static RouteTable table(StorageLinks links, SessionAuth session) {
    var handlers = new StorageLinkHandlers(links);
    return RouteTable.of(
            new LinkErrorFormat(),
            List.of("/auth/v1"),
            Route.get("/storage_link", handlers::status).with(session),
            Route.post("/storage_link/dialog", handlers::dialog).with(session),
            Route.post("/storage_link", handlers::link).with(session),
            Route.post("/storage_link/take_over", handlers::takeOver).with(session),
            Route.post("/storage_link/emptied", handlers::settleEmptied).with(session),
            Route.post("/storage_link/destroy", handlers::unlink).with(session))
        .around(new AccountRoutes.EveryAnswer());
  }
}
