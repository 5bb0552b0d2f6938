// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The limit of any answer: Netty alone, which parses each request and answers a constant with the
 * headers and the size of a real answer. It judges nothing, reads nothing and keeps nothing.
 *
 * <p>Arguments: files of the answer's header lines and of its body. Prints its port.
 */
final class BareNetty {
  private static final int BODY_BYTES_MAX = 4 << 20;

  private BareNetty() {}

  public static void main(String[] args) throws Exception {
    var headers = new DefaultHttpHeaders();
    for (var line : Files.readAllLines(Path.of(args[0]))) {
      int colon = line.indexOf(':');
      headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    var body = Unpooled.directBuffer().writeBytes(Files.readAllBytes(Path.of(args[1])));
    var loops = new MultiThreadIoEventLoopGroup(
        Math.min(4, Runtime.getRuntime().availableProcessors()), EpollIoHandler.newFactory());
    var listening = new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            channel
                .pipeline()
                .addLast(new HttpServerCodec(32 * 1024, 32 * 1024, 32 * 1024))
                .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
                .addLast(new Constant(headers, body));
          }
        })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sync()
        .channel();
    System.out.println(((InetSocketAddress) listening.localAddress()).getPort());
    listening.closeFuture().sync();
  }

  private static final class Constant extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final HttpHeaders headers;
    private final ByteBuf body;

    Constant(HttpHeaders headers, ByteBuf body) {
      this.headers = headers;
      this.body = body;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      var answer = new DefaultFullHttpResponse(
          HttpVersion.HTTP_1_1,
          HttpResponseStatus.OK,
          body.retainedDuplicate(),
          headers,
          EmptyHttpHeaders.INSTANCE);
      ctx.writeAndFlush(answer).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }
  }
}
