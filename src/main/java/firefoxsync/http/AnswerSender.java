// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one answer as fast as the client takes it: never more than one piece ahead of the socket,
 * so a slow client costs no memory and no worker. Belongs to one event loop.
 */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class AnswerSender {
  private final Channel channel;
  private final Wire wire;
  private final Body body;
  private final ChannelFutureListener whenSent;
  private long handed;
  private long flown;
  private boolean isOver;
  private @Nullable WholeFile file;

  /** Prepares to send the body, which it releases in any case. */
  AnswerSender(Channel channel, Wire wire, Body body, ChannelFutureListener whenSent) {
    this.channel = channel;
    this.wire = wire;
    this.body = body;
    this.whenSent = whenSent;
  }

  /** Sends the head, and of the body what the socket takes now. */
  void start(HttpResponse head, boolean isHeadOnly) {
    if (isHeadOnly || body.length() == 0) {
      send(whole(head, Unpooled.EMPTY_BUFFER));
      return;
    }
    if (body instanceof Body.Bytes bytes && bytes.length() <= wire.pieceBytes()) {
      send(whole(head, Unpooled.wrappedBuffer(bytes.piece(0, wire.pieceBytes()))));
      return;
    }
    channel.write(head);
    if (body instanceof Body.Spooled spooled && wire.takesFiles(channel)) {
      sendFile(spooled);
    } else {
      sendMore();
    }
  }

  /** Has the kernel send the file as the client takes it, so that nothing of it is held here. */
  private void sendFile(Body.Spooled spooled) {
    var whole = new WholeFile(spooled);
    file = whole;
    handed = spooled.length();
    channel.write(whole);
    send(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  /** Goes on with the body, once the channel is writable again. */
  void sendMore() {
    while (!isOver && channel.isWritable()) {
      try {
        var piece = nextPiece();
        handed += piece.readableBytes();
        if (handed == body.length()) {
          send(new DefaultLastHttpContent(piece));
        } else {
          int count = piece.readableBytes();
          channel.writeAndFlush(new DefaultHttpContent(piece)).addListener(done -> flown += count);
        }
      } catch (IOException e) {
        // The spool file failed us; the length is announced, so only closing tells the client.
        abandon();
        channel.close();
      }
    }
  }

  /** Returns how many bytes have left for the client, about. */
  long sent() {
    if (file != null) {
      return file.transferred();
    }
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null
        ? flown
        : handed - buffer.totalPendingWriteBytes() + buffer.currentProgress();
  }

  /** Stops sending, and gives back what the body holds. */
  void abandon() {
    isOver = true;
    body.release();
  }

  private static FullHttpResponse whole(HttpResponse head, ByteBuf content) {
    return new DefaultFullHttpResponse(
        head.protocolVersion(), head.status(), content, head.headers(), EmptyHttpHeaders.INSTANCE);
  }

  private void send(LastHttpContent last) {
    isOver = true;
    ChannelFutureListener over = done -> {
      body.release();
      whenSent.operationComplete(done);
    };
    channel.writeAndFlush(last).addListener(over);
  }

  private ByteBuf nextPiece() throws IOException {
    if (body instanceof Body.Bytes bytes) {
      return Unpooled.wrappedBuffer(bytes.piece(handed, wire.pieceBytes()));
    }
    int count = (int) Math.min(wire.pieceBytes(), body.length() - handed);
    var piece = channel.alloc().ioBuffer(count);
    var file = ((Body.Spooled) body).channel();
    while (piece.readableBytes() < count) {
      long position = handed + piece.readableBytes();
      if (piece.writeBytes(file, position, count - piece.readableBytes()) < 0) {
        piece.release();
        throw new IOException("the spool file is shorter than it was");
      }
    }
    return piece;
  }

  /** A spool file as Netty sends it; the body closes it. */
  private static final class WholeFile extends DefaultFileRegion {
    WholeFile(Body.Spooled body) {
      super(body.channel(), 0, body.length());
    }

    @Override
    protected void deallocate() {
      // The file is not ours to close.
    }
  }
}
