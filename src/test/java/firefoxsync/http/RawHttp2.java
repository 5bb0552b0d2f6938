// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.tls.TestCertificates;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocket;

/** Speaks HTTP/2 frame by frame, so that tests can be slow or rude. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;

  static final int NO_ERROR = 0;
  static final int PROTOCOL_ERROR = 1;
  static final int REFUSED_STREAM = 7;
  static final int CANCEL = 8;
  static final int ENHANCE_YOUR_CALM = 11;

  private static final int FRAME_BYTES = 16 * 1024;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** A frame as it came. */
  record Frame(int type, int flags, int stream, ByteBuffer payload) {
    boolean is(int wanted) {
      return type == wanted;
    }

    /** Returns the error code of a RST_STREAM or GOAWAY. */
    int error() {
      return payload.getInt(type == GOAWAY ? 4 : 0);
    }

    String text() {
      return US_ASCII.decode(payload.duplicate()).toString();
    }
  }

  private final SSLSocket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder();
  private int status;

  private RawHttp2(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** Comes to terms about TLS and HTTP/2, and says nothing yet. */
  static RawHttp2 connect(InetSocketAddress address) throws IOException {
    var plain = new Socket();
    plain.connect(address, PATIENCE_MILLIS);
    plain.setSoTimeout(PATIENCE_MILLIS);
    var socket = (SSLSocket) TestCertificates.trusting()
        .getSocketFactory()
        .createSocket(plain, "localhost", address.getPort(), true);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new RawHttp2(socket);
  }

  /** Begins as RFC 9113 wants it. */
  static RawHttp2 greeted(InetSocketAddress address) throws IOException {
    return connect(address).greet();
  }

  RawHttp2 greet() throws IOException {
    socket.getOutputStream().write(PREFACE.getBytes(US_ASCII));
    return send(SETTINGS, 0, 0, new byte[0]);
  }

  RawHttp2 send(int type, int flags, int stream, byte[] payload) throws IOException {
    var frame = ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload);
    socket.getOutputStream().write(frame.array());
    return this;
  }

  /** Sends the head of a request; more names and values in turn. */
  RawHttp2 head(int stream, int flags, String method, String path, String... more)
      throws IOException {
    return send(HEADERS, flags | END_HEADERS, stream, block(method, path, more));
  }

  /** Asks without a body, in frames of 16 KiB. */
  RawHttp2 longHead(int stream, String path, String... more) throws IOException {
    var block = block("GET", path, more);
    for (int from = 0; from < block.length; from += FRAME_BYTES) {
      int end = Math.min(block.length, from + FRAME_BYTES);
      int last = end == block.length ? END_HEADERS : 0;
      send(
          from == 0 ? HEADERS : CONTINUATION,
          from == 0 ? END_STREAM | last : last,
          stream,
          Arrays.copyOfRange(block, from, end));
    }
    return this;
  }

  private static byte[] block(String method, String path, String... more) {
    var block = new ByteArrayOutputStream();
    field(block, ":method", method);
    field(block, ":scheme", "https");
    field(block, ":authority", "localhost");
    field(block, ":path", path);
    for (int i = 0; i < more.length; i += 2) {
      field(block, more[i], more[i + 1]);
    }
    return block.toByteArray();
  }

  /** Asks without a body. */
  RawHttp2 get(int stream, String path) throws IOException {
    return head(stream, END_STREAM, "GET", path);
  }

  RawHttp2 reset(int stream, int error) throws IOException {
    return send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
  }

  /** Reads up to the frame that is wanted, which is returned. */
  Frame await(Predicate<Frame> wanted) throws IOException {
    while (true) {
      var frame = read();
      if (wanted.test(frame)) {
        return frame;
      }
    }
  }

  Frame await(int type) throws IOException {
    return await(frame -> frame.is(type));
  }

  /** Reads up to the head of the stream's answer, and returns its status. */
  int status(int stream) throws IOException {
    await(frame -> frame.is(HEADERS) && frame.stream() == stream);
    return status;
  }

  Frame read() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    var payload = new byte[length];
    in.readFully(payload);
    var frame = new Frame(type, flags, stream, ByteBuffer.wrap(payload));
    if (type == SETTINGS && (flags & ACK) == 0) {
      send(SETTINGS, ACK, 0, new byte[0]);
    }
    if (type == HEADERS) {
      // Each head changes what the next one means (RFC 7541, 2.2).
      status = status(frame);
    }
    return frame;
  }

  private int status(Frame head) throws IOException {
    try {
      var fields = headers.decodeHeaders(head.stream(), Unpooled.wrappedBuffer(head.payload()));
      return Integer.parseInt(fields.status().toString());
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  /** Tells whether the server closes, after whatever it still has to say. */
  boolean isClosed() throws IOException {
    try {
      while (true) {
        read();
      }
    } catch (EOFException | SocketException e) {
      return true;
    }
  }

  private static void field(ByteArrayOutputStream block, String name, String value) {
    // Literal without indexing, new name (RFC 7541, 6.2.2).
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    int length = text.length();
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      int rest = length - 127;
      while (rest >= 128) {
        block.write(rest % 128 + 128);
        rest /= 128;
      }
      block.write(rest);
    }
    block.writeBytes(text.getBytes(US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
