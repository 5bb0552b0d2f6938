// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.http.HttpDispatcher.Admission;
import firefoxsync.http.HttpDispatcher.Exchange;
import firefoxsync.http.RequestTally.Sent;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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
import java.time.Duration;
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
 * One connection, or one stream of HTTP/2: takes a request at a time, in order, and sees each through
 * its phases. All state belongs to the channel's event loop; workers get values and hand values back.
 */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConnection extends ChannelInboundHandlerAdapter implements Connection {
  /** The request at hand. */
  private record Current(Incoming incoming, Exchange exchange, BodyIntake body) {}

  private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

  private static final FullHttpResponse CONTINUE = new DefaultFullHttpResponse(
      HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);

  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ServerParts parts;
  private final Channel channel;
  private final Detour detour;
  private final Wire wire;
  private final TransferPace pace;
  private final Queue<Object> held = new ArrayDeque<>();

  // Mutable state, of the event loop alone.
  private Phase phase = Phase.NEW;
  private long phaseNanos = System.nanoTime();
  private long begunNanos = phaseNanos;
  private @Nullable Current current;
  private @Nullable AnswerSender sender;
  private boolean isBodyOpen;
  private boolean isClosing;

  HttpConnection(ServerParts parts, Channel channel, Wire wire) {
    this.parts = parts;
    this.channel = channel;
    this.detour = new Detour(parts.workers(), channel);
    this.wire = wire;
    this.pace = new TransferPace(parts.limits());
  }

  /** Notes that bytes came, whole requests or not. */
  void bytesCame() {
    if (phase == Phase.IDLE || phase == Phase.NEW) {
      enter(Phase.HEAD);
    }
  }

  @Override
  public void stop() {
    channel.eventLoop().execute(() -> {
      isClosing = true;
      if (phase == Phase.IDLE) {
        channel.close();
      }
    });
  }

  @Override
  public void watch() {
    var limits = parts.limits();
    long now = System.nanoTime();
    long elapsed = now - phaseNanos;
    switch (phase) {
      case IDLE -> closeIf(elapsed > limits.idleTime().toNanos());
      case NEW -> {
        closeIf(isClosing && elapsed > HttpLimits.NEWCOMER_TIME.toNanos());
        closeLateHead(elapsed);
      }
      case HEAD -> closeLateHead(elapsed);
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
      if (held.size() > wire.heldMax()) {
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
      release(current);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || Wire.isMalformed(cause)) {
      log.debug("connection lost: {}", cause.toString());
    } else {
      log.error("connection given up", cause);
    }
    wire.abandon(channel, cause);
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
    begunNanos = phaseNanos;
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
    var body = new BodyIntake(exchange.bodyBytesMax(), exchange.isStreamed(), parts.bodies());
    current = new Current(incoming, exchange, body);
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
    var fault = announce(current(), Math.max(0, incoming.announced()));
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

  private Optional<HttpFault> announce(Current coming, long length) {
    var spool = parts.spool();
    if (spool == null || !coming.body().isForSpool(length)) {
      return coming.body().announce(length);
    }
    parts.dispatcher().spool(coming.exchange(), spool, parts.bodies());
    coming.body().spool();
    return Optional.empty();
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
      } else if (isLast || body.hasPiece()) {
        enter(Phase.WORK);
        handOn(current().exchange(), body);
      }
    } else if (phase == Phase.DRAIN && isLast) {
      next();
    }
  }

  private void handOn(Exchange exchange, BodyIntake body) {
    if (!body.hasPiece()) {
      var bytes = body.bytes();
      work(() -> parts.dispatcher().handle(exchange, bytes), this::send);
      return;
    }
    body.piece()
        .ifPresentOrElse(
            piece -> work(() -> parts.dispatcher().take(exchange, piece), this::pieceTaken),
            () -> fail(HttpFault.UNAVAILABLE));
  }

  private void pieceTaken(Optional<Response> refusal) {
    var body = current().body();
    body.pieceTaken();
    if (refusal.isPresent()) {
      send(refusal.get());
    } else if (!channel.isActive()) {
      release(current());
    } else if (!isBodyOpen || body.hasPiece()) {
      handOn(current().exchange(), body);
    } else {
      enter(Phase.BODY);
      resume();
    }
  }

  /** Gives back what the request's body took; nobody uses it any more. */
  private void release(Current over) {
    if (over.body().release()) {
      parts.workers().run(() -> parts.dispatcher().abandon(over.exchange()));
    }
  }

  private <T> void work(Supplier<T> task, Consumer<T> then) {
    var exchange = current().exchange();
    if (!detour.run(exchange.head(), task, then)) {
      send(parts.dispatcher().fault(exchange, HttpFault.UNAVAILABLE));
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
    long received = current == null ? 0 : current.body().length();
    if (current != null) {
      release(current);
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
    long length = isHeadOnly ? 0 : answer.body().length();
    sender = new AnswerSender(channel, wire, answer.body(), sent -> {
      var took = Duration.ofNanos(System.nanoTime() - begunNanos);
      var exchange = current == null ? null : current.exchange();
      parts.accessLog().sent(exchange, new Sent(answer.status(), took, received, length));
      sent(sent);
    });
    sender.start(head, isHeadOnly);
  }

  private void sent(ChannelFuture done) {
    sender = null;
    if (!done.isSuccess()) {
      channel.close();
    } else if (isClosing) {
      enter(Phase.LINGER);
      wire.endOutput(channel);
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

  private void closeLateHead(long elapsed) {
    if (channel.isActive() && elapsed > parts.limits().headTime().toNanos()) {
      isClosing = true;
      send(Response.text(408, "request timeout\n"));
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
