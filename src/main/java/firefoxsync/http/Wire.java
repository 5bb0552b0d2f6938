// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandler;

/** What the versions of HTTP do differently around one request. */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
enum Wire {
  /** The channel is a connection, with one request after the other. */
  HTTP_1(Body.PIECE_BYTES, 4) {
    @Override
    void endOutput(Channel connection) {
      var tls = connection.pipeline().get(SslHandler.class);
      if (tls == null) {
        ((DuplexChannel) connection).shutdownOutput();
      } else {
        // Without this word a client must take the answer for one that was cut off.
        tls.closeOutbound().addListener(said -> ((DuplexChannel) connection).shutdownOutput());
      }
    }

    @Override
    void abandon(Channel connection, Throwable cause) {
      connection.close();
    }

    @Override
    boolean takesFiles(Channel connection) {
      return connection.pipeline().get(SslHandler.class) == null;
    }
  },

  /** The channel is a stream, with one request alone. */
  HTTP_2(16 * 1024, 0) {
    @Override
    void endOutput(Channel stream) {
      // The answer is whole; the client need not send the rest of its body (RFC 9113, 8.1).
      stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }

    @Override
    void abandon(Channel stream, Throwable cause) {
      var named = cause instanceof DecoderException ? cause.getCause() : cause;
      if (named instanceof Http2Exception e) {
        stream.writeAndFlush(new DefaultHttp2ResetFrame(e.error()));
      }
      stream.close();
    }

    @Override
    boolean takesFiles(Channel stream) {
      return false;
    }
  };

  private final int pieceBytes;
  private final int heldMax;

  Wire(int pieceBytes, int heldMax) {
    this.pieceBytes = pieceBytes;
    this.heldMax = heldMax;
  }

  /** Returns how much of an answer is handed over at a time: a stream tells only of whole pieces. */
  int pieceBytes() {
    return pieceBytes;
  }

  /**
   * Returns how many pieces are held while a worker judges the head; with one more, reading stops. A
   * stream has a window for the same.
   */
  int heldMax() {
    return heldMax;
  }

  /** Says that nothing follows the answer, although the request is not at its end. */
  abstract void endOutput(Channel channel);

  /** Closes after what went wrong, with a word about it where the protocol has one. */
  abstract void abandon(Channel channel, Throwable cause);

  /** Tells whether a file can be sent as it is, without passing through our hands. */
  abstract boolean takesFiles(Channel channel);

  /** Tells whether the other side does not speak the protocol as it should. */
  static boolean isMalformed(Throwable cause) {
    return cause instanceof DecoderException || cause instanceof Http2Exception;
  }
}
