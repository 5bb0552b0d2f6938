// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;

/** The pages alone on a free port. */
final class WebServer implements AutoCloseable {
  static final PublicUrl PUBLIC_URL = PublicUrl.parse("https://sync.example.org");

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  WebServer(SignUp signUp) {
    this(PUBLIC_URL, signUp);
  }

  WebServer(PublicUrl publicUrl, SignUp signUp) {
    this(publicUrl, signUp, false);
  }

  WebServer(PublicUrl publicUrl, SignUp signUp, boolean mailsCodes) {
    var pages = new Pages(publicUrl);
    var table = new WebRoutes(pages, signUp, mailsCodes, List.of()).table();
    var faulty = pages.table(List.of("/faulty"), Route.get("", request -> {
      throw new IllegalStateException("a fault that nobody may read on a page");
    }));
    var settings = new HttpServer.Settings(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        "",
        List.of(),
        HttpLimits.standard(),
        false);
    var site = new HttpServer.Site(List.of(table, faulty), table.errors(), e -> HttpFault.FAILURE);
    server = HttpServer.start(settings, site, Clock.systemUTC());
  }

  HttpResponse<String> get(String target) {
    return send("GET", target);
  }

  HttpResponse<String> get(String target, String header, String value) {
    return send(request("GET", target).header(header, value).build());
  }

  HttpResponse<String> send(String method, String target) {
    return send(request(method, target).build());
  }

  private HttpRequest.Builder request(String method, String target) {
    var address = server.addresses().get(0);
    var uri = URI.create("http://127.0.0.1:" + address.getPort() + target);
    return HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
