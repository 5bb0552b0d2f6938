// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The push service of Firefoxes, on this machine: they subscribe by its web socket, and what comes to
 * an endpoint goes down that socket, still sealed.
 */
final class PushStandIn implements AfterAllCallback {
  private static final int BODY_BYTES_MAX = 8192;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Channel> subscribers = new ConcurrentHashMap<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final int port;

  PushStandIn() {
    var bound = new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            channel
                .pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
                .addLast(new WebSocketServerProtocolHandler("/", "push-notification"))
                .addLast(new Browsers())
                .addLast(new Endpoints());
          }
        })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
    port = ((InetSocketAddress) bound.localAddress()).getPort();
  }

  /** Returns the settings of a daemon that may push through it, as variables. */
  Map<String, String> settings() {
    return Map.of(
        "FIREFOX_SYNC_PUSH__ENABLED",
        "true",
        "FIREFOX_SYNC_PUSH__HOSTS",
        "http://127.0.0.1:" + port);
  }

  /** Returns the preferences of a Firefox that subscribes here. */
  Map<String, Object> preferences() {
    return Map.of(
        "dom.push.connection.enabled", true,
        "dom.push.serverURL", "ws://127.0.0.1:" + port + "/",
        "dom.push.testing.allowInsecureServerURL", true);
  }

  /** Returns how many messages Firefoxes have opened and said so. */
  int opened() {
    return opened.get();
  }

  private static void tell(Channel browser, Map<String, Object> message) {
    try {
      browser
          .writeAndFlush(new TextWebSocketFrame(JSON.writeValueAsString(message)))
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What browsers say over their sockets. */
  private final class Browsers extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
        throws JsonProcessingException {
      var said = JSON.readTree(frame.text());
      var answer = answer(context.channel(), said);
      if (!answer.isEmpty()) {
        tell(context.channel(), answer);
      }
    }

    private Map<String, Object> answer(Channel channel, JsonNode said) {
      var id = said.path("channelID").asText();
      return switch (said.path("messageType").asText()) {
        case "hello" ->
          Map.of(
              "messageType",
              "hello",
              "status",
              200,
              "uaid",
              UUID.randomUUID().toString().replace("-", ""),
              "use_webpush",
              true,
              "broadcasts",
              Map.of());
        case "register" -> {
          subscribers.put(id, channel);
          yield Map.of(
              "messageType",
              "register",
              "status",
              200,
              "channelID",
              id,
              "pushEndpoint",
              "http://127.0.0.1:" + port + "/push/" + id);
        }
        case "unregister" -> {
          subscribers.remove(id);
          yield Map.of("messageType", "unregister", "status", 200, "channelID", id);
        }
        case "ack" -> {
          said.path("updates").forEach(update -> {
            if (update.path("code").asInt() == 100) {
              opened.incrementAndGet();
            }
          });
          yield Map.of();
        }
        default -> Map.of();
      };
    }
  }

  /** What accounts servers send to endpoints. */
  private final class Endpoints extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      var id = request.uri().replaceFirst("^/push/", "");
      var browser = subscribers.get(id);
      if (browser != null) {
        var sealed = ByteBufUtil.getBytes(request.content());
        tell(
            browser,
            Map.of(
                "messageType",
                "notification",
                "channelID",
                id,
                "version",
                "message " + messages.incrementAndGet(),
                "data",
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                "headers",
                Map.of("encoding", "aes128gcm")));
      }
      var status = browser == null ? HttpResponseStatus.GONE : HttpResponseStatus.CREATED;
      var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    loop.shutdownGracefully().awaitUninterruptibly();
  }
}
