// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.http.Body;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import java.util.List;

/** What Prometheus asks, on a listener of its own. Nobody need say who they are. */
public final class MetricsRoutes {
  private final List<Measured> parts;

  private MetricsRoutes(List<Measured> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Returns the table that tells of the parts, in their order. */
  public static RouteTable table(List<Measured> parts) {
    return RouteTable.of(
        ErrorFormat.PLAIN, List.of(""), Route.get("/metrics", new MetricsRoutes(parts)::metrics));
  }

  private Response metrics(Request request) {
    var text = new MetricsText();
    parts.forEach(part -> part.tell(text));
    var body = Body.of(text.toString().getBytes(UTF_8));
    return Response.of(200, MetricsText.CONTENT_TYPE, body).header("Cache-Control", "no-store");
  }
}
