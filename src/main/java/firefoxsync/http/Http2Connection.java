// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of HTTP/2 (RFC 9113). Each stream is an {@link HttpConnection} of one request, so
 * that every limit on requests holds for streams; what a connection itself could be abused for is
 * limited here. All state belongs to the channel's event loop.
 */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Connection extends ChannelInboundHandlerAdapter implements Connection {
  /** Requests at one time: RFC 9113, 6.5.2 asks for no fewer. */
  static final int STREAMS_MAX = 100;

  /**
   * Bytes of bodies that a connection may have sent before somebody wants them: what HTTP/1.1 holds
   * of a body while its head is judged, twice, so that one stream that waits does not stop others.
   * The window of each stream is the protocol's own, 65,535 bytes.
   */
  static final int WINDOW_BYTES = 128 * 1024;

  /** Streams that either side may break off in {@link #FLOOD_SECONDS}. */
  static final int RESETS_MAX = 200;

  /** Frames that ask for nothing but an answer of their own, in {@link #FLOOD_SECONDS}. */
  static final int CONTROL_FRAMES_MAX = 200;

  /** Answers to such frames that may wait for a client who does not read. */
  private static final int CONTROL_FRAMES_QUEUED_MAX = 1000;

  private static final int FLOOD_SECONDS = 30;

  private static final Logger log = LoggerFactory.getLogger(Http2Connection.class);

  private static final Http2StreamFrameToHttpObjectCodec AS_OBJECTS =
      new Http2StreamFrameToHttpObjectCodec(true);

  private final ServerParts parts;
  private final Channel channel;
  private final Http2FrameCodec codec;
  private final Map<Channel, HttpConnection> streams = new ConcurrentHashMap<>();

  // Mutable state, of the event loop alone.
  private long busyNanos = System.nanoTime();
  private boolean isGreeted;
  private long floodNanos = System.nanoTime();
  private int controlFrames;

  private Http2Connection(ServerParts parts, Channel channel) {
    this.parts = parts;
    this.channel = channel;
    var builder = Http2FrameCodecBuilder.forServer()
        .initialSettings(Http2Settings.defaultSettings()
            .maxConcurrentStreams(STREAMS_MAX)
            .maxHeaderListSize(HttpLimits.HEAD_BYTES_MAX))
        .encoderEnforceMaxQueuedControlFrames(CONTROL_FRAMES_QUEUED_MAX)
        .gracefulShutdownTimeoutMillis(parts.limits().stopTime().toMillis());
    builder.decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, FLOOD_SECONDS);
    builder.encoderEnforceMaxRstFramesPerWindow(RESETS_MAX, FLOOD_SECONDS);
    this.codec = builder.build();
  }

  /** Lays out the pipeline of a connection that has agreed on HTTP/2. */
  static Http2Connection on(Channel channel, ServerParts parts) {
    var connection = new Http2Connection(parts, channel);
    channel
        .pipeline()
        .addLast(connection.codec)
        .addLast(connection)
        .addLast(new Http2MultiplexHandler(new Streams(connection)));
    return connection;
  }

  @Override
  public void stop() {
    channel.eventLoop().execute(() -> {
      // What is on its way already is still answered (RFC 9113, 6.8) ...
      var warning = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
      channel.writeAndFlush(warning.setExtraStreamIds(Integer.MAX_VALUE));
      // ... and then Netty closes, once all streams are done.
      channel
          .eventLoop()
          .schedule(
              () -> channel.close(), HttpLimits.NEWCOMER_TIME.toMillis(), TimeUnit.MILLISECONDS);
    });
  }

  @Override
  public void watch() {
    streams.values().forEach(HttpConnection::watch);
    long now = System.nanoTime();
    if (now - floodNanos > TimeUnit.SECONDS.toNanos(FLOOD_SECONDS)) {
      floodNanos = now;
      controlFrames = 0;
    }
    if (codec.connection().numActiveStreams() > 0) {
      busyNanos = now;
      return;
    }
    var limits = parts.limits();
    var patience = isGreeted ? limits.idleTime() : limits.headTime();
    if (now - busyNanos > patience.toNanos()) {
      channel.close();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    var flow = codec.connection().local().flowController();
    var whole = codec.connection().connectionStream();
    flow.incrementWindowSize(whole, WINDOW_BYTES - flow.windowSize(whole));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    boolean isControl = frame instanceof Http2PingFrame || frame instanceof Http2SettingsFrame;
    isGreeted |= frame instanceof Http2SettingsFrame;
    if (isControl && ++controlFrames > CONTROL_FRAMES_MAX) {
      ReferenceCountUtil.release(frame);
      log.debug("{} frames without a request: connection given up", controlFrames);
      ctx.write(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM));
      ctx.close();
      return;
    }
    ctx.fireChannelRead(frame);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof Http2FrameStreamException) {
      ctx.fireExceptionCaught(cause);
      return;
    }
    log.debug("connection given up: {}", cause.toString());
    if (!(cause instanceof Http2Exception)) {
      // After those, the codec itself says why it goes, and does.
      channel.close();
    }
  }

  /** Makes each stream a connection of one request. */
  private static final class Streams extends ChannelInitializer<Channel> {
    private final Http2Connection connection;

    Streams(Http2Connection connection) {
      this.connection = connection;
    }

    @Override
    protected void initChannel(Channel stream) {
      var request = new HttpConnection(connection.parts, stream, Wire.HTTP_2);
      connection.streams.put(stream, request);
      stream.closeFuture().addListener(closed -> connection.streams.remove(stream));
      stream.pipeline().addLast(AS_OBJECTS).addLast(request);
    }
  }
}
