// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Speaks HTTP byte by byte, so that tests can be slow, rude or in pieces. */
final class RawClient implements AutoCloseable {
  /** An answer as read; names of headers are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  RawClient(InetSocketAddress address) throws IOException {
    this(address, 0);
  }

  RawClient(InetSocketAddress address, int receiveBytes) throws IOException {
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(address, PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends the text, whose lines end in CRLF. */
  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Sends a whole request without a body, and reads the answer. */
  Answer get(String target) throws IOException {
    return request("GET " + target).read();
  }

  /** Sends method and target, Host, and these header lines. */
  RawClient request(String methodAndTarget, String... fields) throws IOException {
    var lines = new StringBuilder(methodAndTarget).append(" HTTP/1.1\r\nHost: test\r\n");
    for (var field : fields) {
      lines.append(field).append("\r\n");
    }
    return send(lines.append("\r\n").toString());
  }

  /** Reads one answer that has a body when its length says so. */
  Answer read() throws IOException {
    var head = readHead();
    int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    return new Answer(head.status(), head.headers(), new String(in.readNBytes(length), ISO_8859_1));
  }

  /** Reads up to the empty line. */
  Answer readHead() throws IOException {
    int status = Integer.parseInt(readLine().split(" ", 3)[1]);
    var headers = new LinkedHashMap<String, String>();
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return new Answer(status, headers, "");
  }

  /** Tells whether bytes of an answer are there. */
  boolean hasInput() throws IOException {
    return in.available() > 0;
  }

  /** Tells whether the server has closed its side. */
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  InputStream in() {
    return in;
  }

  private String readLine() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed by the server after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
