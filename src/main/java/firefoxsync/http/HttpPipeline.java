// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays out what stands between a socket and {@link Connection}s, and knows who is connected. */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpPipeline extends ChannelInitializer<Channel> {
  private static final int PIECE_BYTES_MAX = 16 * 1024;
  private static final long WATCH_MILLIS_MAX = 1000;

  private final ServerParts parts;
  private final @Nullable TlsFront tls;
  private final Map<Channel, Connection> connections = new ConcurrentHashMap<>();
  private final long watchMillis;

  /** Lays out plain connections when there is no TLS. */
  HttpPipeline(ServerParts parts, @Nullable TlsFront tls) {
    this.parts = parts;
    this.tls = tls;
    var limits = parts.limits();
    long shortest = Stream.of(limits.headTime(), limits.idleTime(), limits.silentTime())
        .mapToLong(Duration::toMillis)
        .min()
        .orElse(WATCH_MILLIS_MAX);
    this.watchMillis = Math.max(1, Math.min(WATCH_MILLIS_MAX, shortest / 4));
  }

  /** Returns the open connections; the map changes as they come and go. */
  Map<Channel, Connection> connections() {
    return connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (connections.size() >= parts.limits().connectionsMax()) {
      channel.close();
      return;
    }
    connections.put(channel, new Newcomer());
    var watch = channel
        .eventLoop()
        .scheduleWithFixedDelay(
            () -> watch(channel), watchMillis, watchMillis, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> {
      watch.cancel(false);
      connections.remove(channel);
    });
    if (tls == null) {
      speak(channel, ApplicationProtocolNames.HTTP_1_1);
    } else {
      tls.guard(channel, parts.limits().headTime(), this::speak);
    }
  }

  private void watch(Channel channel) {
    var connection = connections.get(channel);
    if (connection != null) {
      connection.watch();
    }
  }

  /** Goes on in the protocol that both sides speak. */
  private void speak(Channel channel, String protocol) {
    boolean isHttp2 = protocol.equals(ApplicationProtocolNames.HTTP_2);
    var connection = isHttp2 ? Http2Connection.on(channel, parts) : speakHttp1(channel);
    // Who is gone already must not be put back.
    connections.computeIfPresent(channel, (same, newcomer) -> {
      if (newcomer instanceof Newcomer early && early.isStopping.get()) {
        connection.stop();
      }
      return connection;
    });
  }

  private Connection speakHttp1(Channel channel) {
    var connection = new HttpConnection(parts, channel, Wire.HTTP_1);
    channel
        .pipeline()
        .addLast(new HttpResponseEncoder())
        .addLast(new ByteWatch(connection))
        .addLast(new StrictDecoder())
        .addLast(connection);
    return connection;
  }

  /** Somebody who has not come to terms yet about TLS, which has a time limit of its own. */
  private static final class Newcomer implements Connection {
    private final AtomicBoolean isStopping = new AtomicBoolean();

    @Override
    public void stop() {
      isStopping.set(true);
    }

    @Override
    public void watch() {
      // Nothing was asked yet.
    }
  }

  /** Tells the connection of bytes before the decoder has made anything of them. */
  private static final class ByteWatch extends ChannelInboundHandlerAdapter {
    private final HttpConnection connection;

    ByteWatch(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      connection.bytesCame();
      ctx.fireChannelRead(message);
    }
  }

  /** Refuses what a proxy in front might understand otherwise. */
  private static final class StrictDecoder extends HttpRequestDecoder {
    StrictDecoder() {
      super(new HttpDecoderConfig()
          .setMaxInitialLineLength(HttpLimits.HEAD_BYTES_MAX)
          .setMaxHeaderSize(HttpLimits.HEAD_BYTES_MAX)
          .setMaxChunkSize(PIECE_BYTES_MAX));
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
    }
  }
}
