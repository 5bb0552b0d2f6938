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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Lays out what stands between a socket and {@link HttpConnection}, and knows who is connected. */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpPipeline extends ChannelInitializer<Channel> {
  private static final int PIECE_BYTES_MAX = 16 * 1024;
  private static final long WATCH_MILLIS_MAX = 1000;

  private final ServerParts parts;
  private final Map<Channel, HttpConnection> connections = new ConcurrentHashMap<>();
  private final long watchMillis;

  HttpPipeline(ServerParts parts) {
    this.parts = parts;
    var limits = parts.limits();
    long shortest = Stream.of(limits.headTime(), limits.idleTime(), limits.silentTime())
        .mapToLong(Duration::toMillis)
        .min()
        .orElse(WATCH_MILLIS_MAX);
    this.watchMillis = Math.max(1, Math.min(WATCH_MILLIS_MAX, shortest / 4));
  }

  /** Returns the open connections; the map changes as they come and go. */
  Map<Channel, HttpConnection> connections() {
    return connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (connections.size() >= parts.limits().connectionsMax()) {
      channel.close();
      return;
    }
    var connection = new HttpConnection(parts, channel);
    connections.put(channel, connection);
    var watch = channel
        .eventLoop()
        .scheduleWithFixedDelay(connection::watch, watchMillis, watchMillis, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(closed -> {
      watch.cancel(false);
      connections.remove(channel);
    });
    channel
        .pipeline()
        .addLast(new HttpResponseEncoder())
        .addLast(new ByteWatch(connection))
        .addLast(new StrictDecoder())
        .addLast(connection);
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
