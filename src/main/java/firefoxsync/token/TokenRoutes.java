// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** The token server's one route. */
public final class TokenRoutes {
  /** Where today's clients look, and where those of older servers do. */
  private static final List<String> MOUNTS = List.of("/token/1.0", "/1.0");

  private TokenRoutes() {}

  /** Returns the table. */
  public static RouteTable table(TokenIssuer issuer) {
    var handlers = new TokenHandlers(issuer);
    return RouteTable.of(
            new TokenErrorFormat(), MOUNTS, Route.get("/{application}/{version}", handlers::issue))
        .orFinalSlash()
        .around(new EveryAnswer());
  }

  /** Clients set their clocks by {@code X-Timestamp}, on refusals above all. */
  private static final class EveryAnswer implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response
          .header("X-Timestamp", Long.toString(head.received().getEpochSecond()))
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", "no-store");
    }
  }
}
