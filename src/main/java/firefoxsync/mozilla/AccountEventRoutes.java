// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import firefoxsync.token.BearerToken;
import firefoxsync.token.TokenErrorFormat;
import firefoxsync.token.TokenException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the accounts server tells its events. */
public final class AccountEventRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AccountEventRoutes.class);

  private final AccountEvents events;

  /** Takes what is done about them. */
  public AccountEventRoutes(AccountEvents events) {
    this.events = events;
  }

  /** Returns the table. */
  public RouteTable table() {
    return RouteTable.of(
        new TokenErrorFormat(), List.of("/1.0/webhooks/fxa"), Route.post("/events", this::receive));
  }

  private Response receive(Request request) {
    try {
      events.receive(BearerToken.of(request.head()));
      return Response.of(200);
    } catch (TokenException e) {
      LOG.warn("refused account event from {}: {}", request.head().clientAddress(), e.getMessage());
      throw e;
    }
  }
}
