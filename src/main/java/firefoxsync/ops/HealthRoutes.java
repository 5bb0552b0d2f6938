// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import firefoxsync.http.ErrorFormat;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** What load balancers, monitors and administrators ask. Nobody need say who they are. */
public final class HealthRoutes {
  private HealthRoutes() {}

  /** Returns the table. */
  public static RouteTable table(HealthHandlers handlers) {
    return RouteTable.of(
            ErrorFormat.PLAIN,
            List.of(""),
            Route.get("/__heartbeat__", handlers::heartbeat),
            Route.get("/__lbheartbeat__", handlers::loadBalancerHeartbeat),
            Route.get("/__version__", handlers::version),
            Route.get("/__arrival__", HealthHandlers::arrival))
        .around(new Fresh());
  }

  /** Returns what tells that a host of another name leads here. */
  public static RouteTable arrival() {
    return RouteTable.of(
            ErrorFormat.PLAIN, List.of(""), Route.get("/__arrival__", HealthHandlers::arrival))
        .around(new Fresh());
  }

  /** Yesterday's health is no news. */
  private static final class Fresh implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response.header("Cache-Control", "no-store");
    }
  }
}
