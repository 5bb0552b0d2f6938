// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.http.HttpDispatcher.Admission;
import firefoxsync.http.HttpDispatcher.Exchange;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: takes a request at a time, in order, and sees each through its phases. All state
 * belongs to the channel's event loop; workers get values and hand values back.
 */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private enum Phase {
    /** Between two requests. */
    IDLE,
    /** Some bytes of a head are there, or the connection is new. */
    HEAD,
    /** A worker has the request. */
    WORK,
    /** The admitted body comes. */
    BODY,
    /** The answer goes. */
    SEND,
    /** The rest of a small body that was refused is read and dropped. */
    DRAIN,
    /** All is said; the client may still read it before the connection goes. */
    LINGER
  }

  /** The request at hand. */
  private record Current(Incoming incoming, Exchange exchange, BodyCollector body) {}

  private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

  private static final FullHttpResponse CONTINUE = new DefaultFullHttpResponse(
      HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);

  /** Pieces held while a worker judges the head; with one more, reading stops. */
  private static final int HELD_MAX = 4;

  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ServerParts parts;
  private final Channel channel;
  private final TransferPace pace;
  private final Queue<Object> held = new ArrayDeque<>();

  // Mutable state, of the event loop alone.
  private Phase phase = Phase.HEAD;
  private long phaseNanos = System.nanoTime();
  private @Nullable Current current;
  private @Nullable AnswerSender sender;
  private boolean isBodyOpen;
  private boolean isClosing;

  HttpConnection(ServerParts parts, Channel channel) {
    this.parts = parts;
    this.channel = channel;
    this.pace = new TransferPace(parts.limits());
  }

  /** Notes that bytes came, whole requests or not. */
  void bytesCame() {
    if (phase == Phase.IDLE) {
      enter(Phase.HEAD);
    }
  }

  /** Closes once the request at hand is answered. May be called from any thread. */
  void stop() {
    channel.eventLoop().execute(() -> {
      isClosing = true;
      if (phase == Phase.IDLE || phase == Phase.HEAD) {
        channel.close();
      }
    });
  }

  /** Ends what takes too long. Called now and then by the event loop. */
  void watch() {
    var limits = parts.limits();
    long now = System.nanoTime();
    long elapsed = now - phaseNanos;
    switch (phase) {
      case IDLE -> closeIf(elapsed > limits.idleTime().toNanos());
      case HEAD -> {
        if (elapsed > limits.headTime().toNanos()) {
          isClosing = true;
          send(Response.text(408, "request timeout\n"));
        }
      }
      case BODY -> {
        if (pace.isTooSlow(now)) {
          fail(HttpFault.REQUEST_TIMEOUT);
        }
      }
      case SEND -> {
        if (sender != null) {
          pace.moved(sender.sent(), now);
        }
        closeIf(pace.isTooSlow(now));
      }
      case DRAIN -> closeIf(pace.isTooSlow(now));
      case LINGER -> closeIf(elapsed > LINGER_NANOS);
      case WORK -> {
        // The services that a worker waits for have limits of their own.
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (isBodyOpen && current != null && !current.incoming().hasBody()) {
      // The decoder ends each request so, even one without a body.
      isBodyOpen = false;
      ReferenceCountUtil.release(message);
    } else if (isBusy()) {
      held.add(message);
      if (held.size() > HELD_MAX) {
        channel.config().setAutoRead(false);
      }
    } else {
      take(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (sender != null) {
      sender.sendMore();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    if (sender != null) {
      sender.abandon();
    }
    // While a worker has the body, its room stays taken.
    if (current != null && phase != Phase.WORK) {
      current.body().release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      log.debug("connection lost: {}", cause.toString());
    } else {
      log.error("connection given up", cause);
    }
    channel.close();
  }

  private boolean isBusy() {
    return phase == Phase.WORK || phase == Phase.SEND;
  }

  private void enter(Phase next) {
    phase = next;
    phaseNanos = System.nanoTime();
    pace.start(phaseNanos);
  }

  private void take(Object message) {
    try {
      if (phase == Phase.LINGER) {
        return;
      }
      if (message instanceof HttpRequest request) {
        begin(request);
      } else if (message instanceof HttpContent content) {
        receive(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(HttpRequest request) {
    enter(Phase.WORK);
    isBodyOpen = !(request instanceof LastHttpContent);
    var refusal = parts.reader().refusal(request);
    if (refusal.isPresent()) {
      isClosing = true;
      send(refusal.get());
      return;
    }
    var peer = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    var incoming = parts.reader().read(request, peer);
    var exchange = parts.dispatcher().route(incoming.head());
    current =
        new Current(incoming, exchange, new BodyCollector(exchange.bodyBytesMax(), parts.bodies()));
    if (incoming.hasBody()) {
      work(() -> parts.dispatcher().admit(exchange), this::admitted);
    } else {
      work(() -> parts.dispatcher().answer(exchange), this::send);
    }
  }

  private void admitted(Admission admission) {
    var refusal = admission.refusal();
    if (refusal != null) {
      send(refusal);
      return;
    }
    if (!channel.isActive()) {
      return;
    }
    var incoming = current().incoming();
    var fault = current().body().announce(Math.max(0, incoming.announced()));
    if (fault.isPresent()) {
      send(parts.dispatcher().fault(current().exchange(), fault.get()));
      return;
    }
    if (incoming.expectsContinue()) {
      channel.writeAndFlush(CONTINUE.retainedDuplicate());
    }
    enter(Phase.BODY);
    resume();
  }

  private void receive(HttpContent content) {
    boolean isLast = content instanceof LastHttpContent;
    if (content.decoderResult().isFailure()) {
      fail(HttpFault.BAD_REQUEST);
      return;
    }
    isBodyOpen = !isLast;
    if (phase == Phase.BODY) {
      var body = current().body();
      var fault = body.add(content.content());
      pace.moved(body.length(), System.nanoTime());
      if (fault.isPresent()) {
        fail(fault.get());
      } else if (isLast) {
        enter(Phase.WORK);
        var exchange = current().exchange();
        var bytes = body.bytes();
        work(() -> parts.dispatcher().handle(exchange, bytes), this::send);
      }
    } else if (phase == Phase.DRAIN && isLast) {
      next();
    }
  }

  /** Has a worker do the task, and takes its result back on the event loop. */
  private <T> void work(Supplier<T> task, Consumer<T> then) {
    var exchange = current().exchange();
    boolean isTaken = parts.workers().run(() -> {
      try {
        T result = task.get();
        channel.eventLoop().execute(() -> takeBack(result, then));
      } catch (Throwable e) {
        // The dispatcher answers whatever goes wrong, unless an error format itself does.
        log.error("{} has no answer", exchange.head(), e);
        channel.close();
      }
    });
    if (!isTaken) {
      send(parts.dispatcher().fault(exchange, HttpFault.UNAVAILABLE));
    }
  }

  private <T> void takeBack(T result, Consumer<T> then) {
    try {
      then.accept(result);
    } catch (RuntimeException e) {
      log.error("connection given up", e);
      channel.close();
    }
  }

  /** Refuses a body that is half read, so that nothing after it can be understood. */
  private void fail(HttpFault fault) {
    isClosing = true;
    if (current == null) {
      channel.close();
    } else {
      send(parts.dispatcher().fault(current.exchange(), fault));
    }
  }

  private void send(Response answer) {
    var incoming = current == null ? null : current.incoming();
    if (current != null) {
      current.body().release();
    }
    if (!channel.isActive()) {
      answer.body().release();
      return;
    }
    enter(Phase.SEND);
    boolean isBodyWaiting = isBodyOpen && (incoming == null || incoming.hasBody());
    isClosing |= incoming == null
        || !incoming.isKeepAlive()
        || (isBodyWaiting && !incoming.isWorthDraining());
    var connection = AnswerHeads.connection(isClosing, incoming != null && incoming.isOld());
    var head = parts.heads().of(answer, connection);
    boolean isHeadOnly =
        (incoming != null && incoming.isHead()) || AnswerHeads.isBodiless(answer.status());
    sender = new AnswerSender(channel, answer.body(), sent -> sent(sent, answer.status()));
    sender.start(head, isHeadOnly);
  }

  private void sent(ChannelFuture done, int status) {
    sender = null;
    if (current != null) {
      parts.accessLog().sent(current.incoming().head(), status);
    }
    if (!done.isSuccess()) {
      channel.close();
    } else if (isClosing) {
      enter(Phase.LINGER);
      ((DuplexChannel) channel).shutdownOutput();
      resume();
    } else if (isBodyOpen && current != null && current.incoming().hasBody()) {
      enter(Phase.DRAIN);
      resume();
    } else {
      next();
    }
  }

  private void next() {
    current = null;
    enter(Phase.IDLE);
    if (isClosing) {
      channel.close();
    } else {
      resume();
    }
  }

  /** Takes what came meanwhile, and reads on. */
  private void resume() {
    while (!isBusy() && !held.isEmpty()) {
      take(held.remove());
    }
    if (!isBusy() && held.isEmpty()) {
      channel.config().setAutoRead(true);
    }
  }

  private void closeIf(boolean isTime) {
    if (isTime) {
      channel.close();
    }
  }

  private Current current() {
    return Optional.ofNullable(current).orElseThrow();
  }
}
