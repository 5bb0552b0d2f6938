// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.discovery;

import firefoxsync.accounts.AccountException;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Cors;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.Filter;
import firefoxsync.http.HttpFault;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import firefoxsync.people.UserNames;
import firefoxsync.remotestorage.access.Guesser;
import firefoxsync.remotestorage.access.TooManyGuesses;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where apps ask about addresses, from whatever page they run in. */
public final class DiscoveryRoutes {
  private DiscoveryRoutes() {}

  /**
   * Returns the table.
   *
   * @param origin where documents are, without a slash at its end
   * @param hasDialog whether people can be asked on a page
   */
  public static RouteTable table(
      PublicUrl publicUrl, String origin, boolean hasDialog, UserNames names, Clock clock) {
    var description = new StorageDescription(origin, publicUrl.base(), hasDialog);
    var handlers = new DiscoveryHandlers(publicUrl, names, description, Guesser.limit(clock));
    return RouteTable.of(
            new Errors(),
            // Beside what browsers read there.
            List.of(""),
            Route.get("/.well-known/webfinger", handlers::webFinger),
            Route.get("/.well-known/host-meta", handlers::hostMeta),
            Route.get("/.well-known/host-meta.json", handlers::hostMeta))
        .around(new EveryAnswer())
        .cors(new Cors(List.of("GET", "HEAD"), List.of(), List.of("Retry-After"), 3600));
  }

  /** What is true of a name now may not be a minute later. */
  private static final class EveryAnswer implements Filter {
    @Override
    public Response answer(RequestHead head, Response response) {
      return response
          .header("Cache-Control", "no-store")
          .header("X-Content-Type-Options", "nosniff");
    }
  }

  private static final class Errors implements ErrorFormat {
    @Override
    public Response fault(HttpFault fault, RequestHead head, Optional<String> reference) {
      return PLAIN.fault(fault, head, reference);
    }

    @Override
    public Optional<Response> refusal(RuntimeException exception, RequestHead head) {
      return exception instanceof AccountException limited
          ? Optional.of(
              TooManyGuesses.answer(limited, Response.text(429, "too many wrong names\n")))
          : Optional.empty();
    }
  }
}
