// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.http.FaultException;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.Route;
import firefoxsync.web.Pages;
import firefoxsync.web.WebRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;

/** Our pages over HTTP, two of which cannot be made: no address of a whole server does that. */
final class FaultyServer implements AutoCloseable {
  private final HttpServer server;
  private final String url;

  FaultyServer() {
    int port = freePort();
    url = "http://localhost:" + port;
    var pages = new Pages(PublicUrl.parse(url));
    var whole = new WebRoutes(pages, SignUp.OPEN, false, List.of()).table();
    var faulty = pages.table(
        List.of(""),
        Route.get("/faulty", request -> {
          throw new IllegalStateException("a fault");
        }),
        Route.get("/busy", request -> {
          throw new FaultException(HttpFault.UNAVAILABLE, "busy");
        }));
    server = HttpServer.start(
        new HttpServer.Settings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            "",
            List.of(),
            HttpLimits.standard(),
            false),
        new HttpServer.Site(List.of(whole, faulty), whole.errors(), e -> HttpFault.FAILURE),
        Clock.systemUTC());
  }

  /** Returns where it is, without a slash at its end. */
  String url() {
    return url;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
