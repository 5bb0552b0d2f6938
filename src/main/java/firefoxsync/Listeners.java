// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.config.Config;
import firefoxsync.database.DatabaseException;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.HttpFault;
import firefoxsync.http.HttpLimits;
import firefoxsync.http.HttpServer;
import firefoxsync.http.Spool;
import firefoxsync.metrics.Measured;
import firefoxsync.ops.MetricsRoutes;
import firefoxsync.ops.ProcessMeasures;
import firefoxsync.ops.SocketActivation;
import firefoxsync.ops.StoredMeasures;
import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.CertificateWatch;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the daemon is asked: the features by everybody, and its numbers by an administrator. */
final class Listeners implements AutoCloseable {
  private static final long SPOOL_DISK_BYTES = 1024L * 1024 * 1024;

  private final HttpServer server;
  private final @Nullable HttpServer metrics;

  private Listeners(HttpServer server, @Nullable HttpServer metrics) {
    this.server = server;
    this.metrics = metrics;
  }

  /** Listens from now on. */
  static Listeners start(
      Config config, Services services, Routes routes, Map<String, String> environment) {
    var spool = new Spool(
        SpoolDirectory.find(config, environment),
        Runtime.getRuntime().maxMemory() / 8,
        SPOOL_DISK_BYTES);
    var server = HttpServer.start(
        settings(config, environment),
        new HttpServer.Site(routes.tables(spool), ErrorFormat.PLAIN, Listeners::classify, spool),
        services.ground().clock());
    if (config.metricsListen().isEmpty()) {
      return new Listeners(server, null);
    }
    var parts = List.of(
        new ProcessMeasures(routes.version(), services.ground().clock().instant()),
        server,
        spool,
        services.database(),
        new StoredMeasures(services.database(), config.database()),
        services.logs().measures());
    try {
      return new Listeners(server, metrics(config, services, parts));
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  /** Returns where requests are answered, with the ports that were found. */
  List<InetSocketAddress> addresses() {
    return server.addresses();
  }

  /** Returns where numbers are told; nowhere when they are not wanted. */
  List<InetSocketAddress> metricsAddresses() {
    return metrics == null ? List.of() : metrics.addresses();
  }

  /** Returns once every event loop has done a small task, for the watchdog. */
  void awaitEventLoops(Duration patience) {
    server.awaitEventLoops(patience);
  }

  /** Lets running requests finish. The numbers can be asked for to the end. */
  @Override
  public void close() {
    server.stop();
    if (metrics != null) {
      metrics.stop();
    }
  }

  private static HttpServer metrics(Config config, Services services, List<Measured> parts) {
    var settings =
        new HttpServer.Settings(config.metricsListen(), "", List.of(), HttpLimits.few(), false);
    var site = new HttpServer.Site(
        List.of(MetricsRoutes.table(parts)), ErrorFormat.PLAIN, Listeners::classify);
    return HttpServer.start(settings, site, services.ground().clock());
  }

  private static HttpServer.Settings settings(Config config, Map<String, String> environment) {
    var tls = config.tls() == null
        ? null
        : new HttpServer.Tls(CertificateFiles.of(config.tls()), CertificateWatch.EVERY);
    return new HttpServer.Settings(
        config.listen(),
        config.publicUrl().prefix(),
        config.trustedProxies(),
        HttpLimits.standard(),
        config.log().requests(),
        SocketActivation.sockets(environment, ProcessHandle.current().pid()),
        tls);
  }

  private static HttpFault classify(Throwable failure) {
    return failure instanceof DatabaseException.Conflict
            || failure instanceof DatabaseException.Unavailable
        ? HttpFault.UNAVAILABLE
        : HttpFault.FAILURE;
  }
}
