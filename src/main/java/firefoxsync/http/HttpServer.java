// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.config.AddressRange;
import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import firefoxsync.tls.CertificateFiles;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening sockets and all that answers behind them: a few event loops that parse and write,
 * and a bounded pool of workers that run the features.
 */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpServer implements Measured {
  /**
   * Where to listen, and whom to believe.
   *
   * @param listen port 0 means any free one
   * @param prefix the path of {@code public_url}, empty or {@code /like/this}
   * @param trustedProxies whose X-Forwarded-For counts
   * @param isLoggingRequests whether each request is a line in the log
   * @param inherited sockets that systemd listens on for us, in place of {@code listen}; they are
   *     the file descriptors from 3 on
   * @param tls what every connection begins with; plain when null
   */
  public record Settings(
      List<InetSocketAddress> listen,
      String prefix,
      List<AddressRange> trustedProxies,
      HttpLimits limits,
      boolean isLoggingRequests,
      int inherited,
      @Nullable Tls tls) {
    /** Takes settings of a server that opens its sockets itself. */
    public Settings(
        List<InetSocketAddress> listen,
        String prefix,
        List<AddressRange> trustedProxies,
        HttpLimits limits,
        boolean isLoggingRequests) {
      this(listen, prefix, trustedProxies, limits, isLoggingRequests, 0, null);
    }
  }

  /**
   * TLS by the server itself.
   *
   * @param every how often the files are looked at for a renewed certificate
   */
  public record Tls(CertificateFiles files, Duration every) {}

  /**
   * What to serve.
   *
   * @param tables the routes of all features
   * @param lastResort writes the errors of paths that belong to no table
   * @param classify says which fault an exception is that no folder's format knows
   * @param spool where bodies go that come slowly while memory is scarce; nowhere when null
   */
  public record Site(
      List<RouteTable> tables,
      ErrorFormat lastResort,
      Function<Throwable, HttpFault> classify,
      @Nullable Spool spool) {
    /** Takes what to serve to a few, whose bodies have room in memory. */
    public Site(
        List<RouteTable> tables, ErrorFormat lastResort, Function<Throwable, HttpFault> classify) {
      this(tables, lastResort, classify, null);
    }
  }

  private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

  private static final int EVENT_LOOPS_MAX = 4;
  private static final long STEP_MILLIS = 1000;
  private static final int BACKLOG = 512;
  private static final int FIRST_INHERITED = 3;
  private static final int RECEIVE_BYTES_MIN = 512;
  private static final int RECEIVE_BYTES_FIRST = 4 * 1024;
  private static final int RECEIVE_BYTES_MAX = 32 * 1024;

  private final HttpLimits limits;
  private final Workers workers;
  private final RequestTally tally = new RequestTally();
  private final ByteBudget bodies;
  private final @Nullable TlsFront tls;
  private final HttpPipeline pipeline;
  private final MultiThreadIoEventLoopGroup eventLoops;
  private final List<Channel> listeners = new ArrayList<>();

  private HttpServer(Settings settings, Site site, Clock clock, Transport transport) {
    limits = settings.limits();
    workers = new Workers(limits.workers(), limits.queueMax());
    var clientAddress = new ClientAddress(settings.trustedProxies());
    var router = new Router(site.tables(), site.lastResort());
    bodies = new ByteBudget(limits.bodyBudgetBytes());
    var wanted = settings.tls();
    tls = wanted == null ? null : new TlsFront(wanted.files(), wanted.every());
    pipeline = new HttpPipeline(
        new ServerParts(
            new HttpDispatcher(router, site.classify(), clock),
            workers,
            bodies,
            site.spool(),
            new RequestReader(settings.prefix(), clientAddress, clock),
            new AnswerHeads(clock),
            new AccessLog(settings.isLoggingRequests(), tally),
            limits),
        tls);
    int loops = Math.min(EVENT_LOOPS_MAX, Runtime.getRuntime().availableProcessors());
    eventLoops = new MultiThreadIoEventLoopGroup(
        loops, new DefaultThreadFactory("event-loop"), transport.handler());
  }

  /**
   * Listens and answers from now on.
   *
   * @throws UncheckedIOException when an address cannot be had; nothing is left open then
   * @throws firefoxsync.tls.UnusableCertificateException when TLS is wanted, but not possible
   */
  public static HttpServer start(Settings settings, Site site, Clock clock) {
    var transport = Transport.best();
    var server = new HttpServer(settings, site, clock, transport);
    try {
      if (settings.inherited() == 0) {
        settings.listen().forEach(address -> server.listen(address, transport));
      }
      for (int i = 0; i < settings.inherited(); i++) {
        server.listenOn(FIRST_INHERITED + i);
      }
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
    log.debug("listening on {} by {}", server.addresses(), transport.name());
    return server;
  }

  /** Returns where the server listens, with the ports that were found. */
  public List<InetSocketAddress> addresses() {
    return listeners.stream()
        .map(listener -> (InetSocketAddress) listener.localAddress())
        .toList();
  }

  @Override
  public void tell(MetricsText text) {
    tally.tell(text);
    text.gauge("connections", "Connections that are open.")
        .value(pipeline.connections().size());
    text.gauge("connections_max", "Connections that may be open.").value(limits.connectionsMax());
    workers.tell(text);
    text.gauge("body_bytes", "Bytes that request bodies take in memory.").value(bodies.taken());
    text.gauge("body_bytes_max", "Bytes that request bodies may take in memory.")
        .value(limits.bodyBudgetBytes());
    if (tls != null) {
      tls.tell(text);
    }
  }

  /**
   * Returns once every event loop has done a small task, for the watchdog.
   *
   * @throws IllegalStateException when one does not within the time
   */
  public void awaitEventLoops(Duration patience) {
    for (EventExecutor loop : eventLoops) {
      if (!loop.submit(() -> {}).awaitUninterruptibly(patience.toMillis())) {
        throw new IllegalStateException("an event loop is stuck");
      }
    }
  }

  /**
   * Stops: takes no new connections, lets running requests finish within the limits' time, closes
   * the rest. Blocks until all is closed; a second call does nothing.
   */
  public void stop() {
    listeners.forEach(listener -> listener.close().syncUninterruptibly());
    if (tls != null) {
      tls.close();
    }
    // Whoever was accepted a moment ago is among the connections only after this.
    eventLoops.forEach(loop -> loop.submit(() -> {}).awaitUninterruptibly(STEP_MILLIS));
    var connections = List.copyOf(pipeline.connections().entrySet());
    connections.forEach(connection -> connection.getValue().stop());
    long deadline = System.nanoTime() + limits.stopTime().toNanos();
    for (var connection : connections) {
      long left = Math.max(0, deadline - System.nanoTime());
      connection.getKey().closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
    }
    connections.forEach(connection -> connection.getKey().close());
    workers.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void listen(InetSocketAddress address, Transport transport) {
    var bound = bootstrap().channel(transport.server()).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new UncheckedIOException("cannot listen on " + address, new IOException(bound.cause()));
    }
    listeners.add(bound.channel());
  }

  private void listenOn(int descriptor) {
    if (!Epoll.isAvailable()) {
      throw new UncheckedIOException(
          new IOException("sockets of systemd need native epoll, which is not here"));
    }
    var taken = bootstrap()
        .channelFactory(() -> new EpollServerSocketChannel(descriptor))
        .register()
        .awaitUninterruptibly();
    if (!taken.isSuccess()) {
      throw new UncheckedIOException(
          "cannot use the socket " + descriptor, new IOException(taken.cause()));
    }
    listeners.add(taken.channel());
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(eventLoops)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        // No more than one piece of an answer waits for each client.
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(Body.PIECE_BYTES / 2, Body.PIECE_BYTES))
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(
                RECEIVE_BYTES_MIN, RECEIVE_BYTES_FIRST, RECEIVE_BYTES_MAX))
        .childHandler(pipeline);
  }
}
