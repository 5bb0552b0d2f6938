// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the daemon is, over the socket that it names in the environment; without one,
 * does nothing. Has a thread that feeds the watchdog, and Netty's for the socket. Safe for
 * concurrent use.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // The feeding ends with the schedule, and the loop by itself.
public final class SystemdNotifier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SystemdNotifier.class);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration EXTENSION = Duration.ofSeconds(30);

  private final Map<String, String> environment;
  private final ScheduledThreadPoolExecutor schedule =
      new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("watchdog", true));
  private final @Nullable MultiThreadIoEventLoopGroup eventLoop;
  private final @Nullable Channel channel;

  /** Reads NOTIFY_SOCKET and WATCHDOG_USEC from the environment given. */
  public SystemdNotifier(Map<String, String> environment) {
    this.environment = environment;
    schedule.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var path = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (path.isEmpty()) {
      eventLoop = null;
      channel = null;
    } else if (!Epoll.isAvailable()) {
      log.warn("systemd cannot be told that we are ready: no native epoll here");
      eventLoop = null;
      channel = null;
    } else {
      eventLoop = new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("notify", true), EpollIoHandler.newFactory());
      channel = connect(eventLoop, path);
    }
  }

  /** Says that the daemon answers from now on. */
  public void ready(String status) {
    send("READY=1\nSTATUS=" + status);
  }

  /** Says in a line what the daemon is doing. */
  public void status(String status) {
    send("STATUS=" + status);
  }

  /** Says that the daemon is going. */
  public void stopping() {
    send("STOPPING=1\nSTATUS=Finishing what was begun");
  }

  /** Runs what may take longer than a start is allowed, and asks for more time as long as it does. */
  public void extendDuring(Runnable work) {
    long every = EXTENSION.toMillis() / 3;
    var asking = schedule.scheduleAtFixedRate(
        () -> send("EXTEND_TIMEOUT_USEC=" + TimeUnit.MILLISECONDS.toMicros(EXTENSION.toMillis())),
        0,
        every,
        TimeUnit.MILLISECONDS);
    try {
      work.run();
    } finally {
      asking.cancel(false);
    }
  }

  /**
   * Feeds the watchdog, when systemd keeps one, as long as every probe returns. One that throws, or
   * does not come back, leaves it hungry, and systemd starts the daemon anew.
   */
  public void watch(List<Runnable> probes) {
    long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
    if (micros > 0 && channel != null) {
      schedule.scheduleWithFixedDelay(() -> feed(probes), 0, micros / 2, TimeUnit.MICROSECONDS);
    }
  }

  /** Stops the threads; nothing more is said. */
  @Override
  public void close() {
    schedule.shutdownNow();
    if (channel != null) {
      channel.close().awaitUninterruptibly(PATIENCE.toMillis());
    }
    if (eventLoop != null) {
      eventLoop.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void feed(List<Runnable> probes) {
    try {
      probes.forEach(Runnable::run);
      send("WATCHDOG=1");
    } catch (RuntimeException e) {
      log.warn("the watchdog is not fed", e);
    }
  }

  private void send(String state) {
    if (channel == null) {
      return;
    }
    var sent = channel.writeAndFlush(Unpooled.copiedBuffer(state, UTF_8));
    if (!sent.awaitUninterruptibly(PATIENCE.toMillis()) || !sent.isSuccess()) {
      log.warn("systemd was not told {}", state.replace('\n', ' '), sent.cause());
    }
  }

  private static Channel connect(MultiThreadIoEventLoopGroup eventLoop, String path) {
    // A name that starts with @ is in the kernel's abstract space, where it starts with NUL.
    var address = path.startsWith("@") ? "\0" + path.substring(1) : path;
    return new Bootstrap()
        .group(eventLoop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(new ChannelInboundHandlerAdapter())
        .connect(new DomainSocketAddress(address))
        .syncUninterruptibly()
        .channel();
  }
}
