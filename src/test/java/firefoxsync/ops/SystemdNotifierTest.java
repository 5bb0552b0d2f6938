// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, on a socket like its own. */
final class SystemdNotifierTest {
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @SuppressWarnings("NullAway.Init")
  private MultiThreadIoEventLoopGroup eventLoop;

  @BeforeEach
  void listen() {
    Assumptions.assumeTrue(Epoll.isAvailable());
    eventLoop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    new Bootstrap()
        .group(eventLoop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
          @Override
          protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
            heard.add(packet.content().toString(UTF_8));
          }
        })
        .bind(new DomainSocketAddress(socket()))
        .syncUninterruptibly();
  }

  @AfterEach
  void close() {
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void lifeOfADaemonIsTold() {
    try (var notifier = new SystemdNotifier(Map.of("NOTIFY_SOCKET", socket()))) {
      notifier.status("Starting");
      notifier.ready("Serving http://localhost");
      notifier.stopping();
    }

    await().until(() -> heard.size() == 3);
    assertThat(heard).element(1).isEqualTo("READY=1\nSTATUS=Serving http://localhost");
    assertThat(heard).element(2).asString().startsWith("STOPPING=1");
  }

  @Test
  void longWorkAsksForMoreTime() {
    try (var notifier = new SystemdNotifier(Map.of("NOTIFY_SOCKET", socket()))) {
      notifier.extendDuring(() -> await().until(() -> !heard.isEmpty()));
    }

    assertThat(heard).first().isEqualTo("EXTEND_TIMEOUT_USEC=30000000");
  }

  @Test
  void watchdogIsFedOnlyWhileEveryProbeReturns() {
    var isStuck = new AtomicBoolean();
    var environment = Map.of("NOTIFY_SOCKET", socket(), "WATCHDOG_USEC", "20000");
    var tries = new ConcurrentLinkedQueue<Boolean>();
    try (var notifier = new SystemdNotifier(environment)) {
      notifier.watch(List.of(() -> {}, () -> {
        tries.add(isStuck.get());
        if (isStuck.get()) {
          throw new IllegalStateException("no progress");
        }
      }));
      await().until(() -> heard.contains("WATCHDOG=1"));

      isStuck.set(true);
      await().until(() -> tries.stream().filter(stuck -> stuck).count() >= 3);
    }

    long fed = tries.stream().filter(stuck -> !stuck).count();
    assertThat((long) heard.size()).isLessThanOrEqualTo(fed);
  }

  @Test
  void withoutSystemdNothingHappens() {
    try (var notifier = new SystemdNotifier(Map.of())) {
      notifier.ready("Serving");
      notifier.watch(List.of());
    }

    assertThat(heard).isEmpty();
  }

  private String socket() {
    return directory.resolve("notify").toString();
  }
}
