// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.config.AddressRange;
import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server on a free port of this machine, with limits small enough for tests. */
final class LocalServer implements AutoCloseable {
  /** Generous with time, so that a slow machine fails no test. */
  static final HttpLimits LIMITS = new HttpLimits(
      64,
      4,
      16,
      1024 * 1024,
      Duration.ofSeconds(20),
      Duration.ofSeconds(20),
      Duration.ofSeconds(20),
      1,
      Duration.ofSeconds(20));

  /** Short enough to be waited for. */
  static final Duration SHORT = Duration.ofMillis(120);

  private final HttpServer server;

  private LocalServer(
      String prefix, HttpLimits limits, HttpServer.@Nullable Tls tls, RouteTable... tables) {
    this(prefix, limits, tls, null, tables);
  }

  private LocalServer(
      String prefix,
      HttpLimits limits,
      HttpServer.@Nullable Tls tls,
      @Nullable Spool spool,
      RouteTable... tables) {
    var settings = new HttpServer.Settings(
        List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
        prefix,
        List.of(AddressRange.parse("127.0.0.0/8")),
        limits,
        false,
        0,
        tls);
    var site = new HttpServer.Site(
        List.of(tables),
        ErrorFormat.PLAIN,
        e -> e instanceof Busy ? HttpFault.UNAVAILABLE : HttpFault.FAILURE,
        spool);
    server = HttpServer.start(settings, site, Clock.systemUTC());
  }

  static LocalServer of(Route... routes) {
    return of(LIMITS, routes);
  }

  static LocalServer of(HttpLimits limits, Route... routes) {
    return new LocalServer("", limits, null, RouteTable.of(ErrorFormat.PLAIN, List.of(""), routes));
  }

  /** Returns a server that has room for bodies in files, too. */
  static LocalServer of(Spool spool, Route... routes) {
    return new LocalServer(
        "", LIMITS, null, spool, RouteTable.of(ErrorFormat.PLAIN, List.of(""), routes));
  }

  /** Returns a server that looks at its certificate's files often. */
  static LocalServer secure(HttpLimits limits, CertificateFiles files, Route... routes) {
    return new LocalServer(
        "",
        limits,
        new HttpServer.Tls(files, Duration.ofMillis(50)),
        RouteTable.of(ErrorFormat.PLAIN, List.of(""), routes));
  }

  static LocalServer secure(HttpLimits limits, Route... routes) {
    return secure(limits, TestCertificates.pair("ec"), routes);
  }

  static LocalServer of(String prefix, RouteTable... tables) {
    return new LocalServer(prefix, LIMITS, null, tables);
  }

  /** Returns the limits with few workers and a short queue. */
  static HttpLimits crowded(int workers, int queueMax) {
    var l = LIMITS;
    return new HttpLimits(
        l.connectionsMax(),
        workers,
        queueMax,
        l.bodyBudgetBytes(),
        l.headTime(),
        l.idleTime(),
        l.silentTime(),
        l.bytesPerSecondMin(),
        l.stopTime());
  }

  /** Returns the limits with little time for heads, between requests, and without progress. */
  static HttpLimits hasty(Duration head, Duration idle, Duration silent) {
    var l = LIMITS;
    return new HttpLimits(
        l.connectionsMax(),
        l.workers(),
        l.queueMax(),
        l.bodyBudgetBytes(),
        head,
        idle,
        silent,
        l.bytesPerSecondMin(),
        l.stopTime());
  }

  /** Returns where to ask over TLS. */
  URI uri(String target) {
    return URI.create("https://localhost:" + address().getPort() + target);
  }

  RawClient connect() throws IOException {
    return new RawClient(address());
  }

  InetSocketAddress address() {
    return server.addresses().get(0);
  }

  HttpServer server() {
    return server;
  }

  @Override
  public void close() {
    server.stop();
  }

  /** What a database would throw that is busy. */
  static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
