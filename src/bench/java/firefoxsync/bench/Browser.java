// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import firefoxsync.token.SyncToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One connection that is kept alive and signs each request anew, for whichever user it is. */
final class Browser implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 60_000;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONTINUE = 100;

  private final Target target;
  private final Socket socket;
  private final InputStream in;
  private final Map<Long, Signer> signers = new HashMap<>();
  private int requests;

  /** Makes MACs with one user's token. */
  private record Signer(SyncToken.Signed token, Mac mac) {}

  Browser(Target target) throws IOException {
    this.target = target;
    socket = new Socket(InetAddress.getByName(target.host()), target.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
  }

  /** Asks, and reads the whole answer; keeps its head and body when they are wanted. */
  Answer ask(Call call, boolean isWanted) throws IOException {
    send(call);
    return receive(isWanted);
  }

  /** Sends without waiting for the answer. */
  void send(Call call) throws IOException {
    socket.getOutputStream().write(bytes(call));
  }

  /** Returns the signed request as it goes over the wire. */
  byte[] bytes(Call call) {
    boolean isSigned = call.token().isEmpty();
    var path = isSigned ? target.storage(call.uid()) + call.path() : call.path();
    var head = new StringBuilder(1024)
        .append(call.method())
        .append(' ')
        .append(path)
        .append(" HTTP/1.1\r\nHost: ")
        .append(target.host())
        .append(':')
        .append(target.port())
        .append("\r\nAccept: application/json;q=0.9,*/*;q=0.2\r\nAuthorization: ");
    if (isSigned) {
      sign(head, call, path);
    } else {
      head.append("Bearer ").append(call.token());
    }
    if (call.body().length > 0) {
      head.append("\r\nContent-Type: application/json\r\nContent-Length: ")
          .append(call.body().length);
    }
    head.append("\r\n\r\n");
    var bytes = new ByteArrayOutputStream(head.length() + call.body().length);
    bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
    bytes.writeBytes(call.body());
    return bytes.toByteArray();
  }

  private void sign(StringBuilder head, Call call, String path) {
    var signer = signers.computeIfAbsent(call.uid(), this::signer);
    long seconds = System.currentTimeMillis() / 1000;
    var nonce = "n" + System.identityHashCode(this) + "-" + requests++;
    var lines = "hawk.1.header\n" + seconds + "\n" + nonce + "\n" + call.method() + "\n" + path
        + "\n" + target.host() + "\n" + target.port() + "\n\n\n";
    var mac = Base64.getEncoder().encodeToString(signer.mac().doFinal(lines.getBytes(ISO_8859_1)));
    head.append("Hawk id=\"")
        .append(signer.token().id())
        .append("\", ts=\"")
        .append(seconds)
        .append("\", nonce=\"")
        .append(nonce)
        .append("\", mac=\"")
        .append(mac)
        .append('"');
  }

  private Signer signer(long uid) {
    try {
      var token = target.token(uid);
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.key().getBytes(ISO_8859_1), "HmacSHA256"));
      return new Signer(token, mac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one answer. */
  Answer receive(boolean isWanted) throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = new ArrayList<String>();
    int length = 0;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      if (isWanted) {
        headers.add(header);
      }
    }
    if (status == CONTINUE) {
      return receive(isWanted);
    }
    byte[] body = {};
    if (isWanted) {
      body = in.readNBytes(length);
    } else {
      in.skipNBytes(length);
    }
    return new Answer(status, List.copyOf(headers), body);
  }

  /** Returns the raw streams, for those who read or write slowly. */
  Socket socket() {
    return socket;
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
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
