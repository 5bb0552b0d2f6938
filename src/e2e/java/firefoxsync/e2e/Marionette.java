// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Firefox's own remote control: one connection, one command at a time.
 *
 * <p>A frame is the decimal length of the JSON text in bytes, a colon, the text. A command is {@code
 * [0, id, name, parameters]}, its answer {@code [1, id, error or null, result]}.
 */
final class Marionette implements AutoCloseable {
  private static final int FRAME_BYTES_MAX = 64 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final InputStream in;
  private int lastId;

  private Marionette(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects once and reads Firefox's greeting; whoever waits for Firefox calls it again. */
  static Marionette connect(int port, Duration patience) throws IOException {
    var socket = new Socket();
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) patience.toMillis());
      socket.setSoTimeout((int) patience.toMillis());
      var marionette = new Marionette(socket);
      marionette.readFrame();
      return marionette;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Runs a command and returns its result, the {@code value} alone where there is one. */
  JsonNode send(String command, Map<String, ?> parameters) {
    try {
      int id = ++lastId;
      writeFrame(JSON.writeValueAsBytes(List.of(0, id, command, parameters)));
      var answer = readFrame();
      if (answer.path(0).asInt() != 1 || answer.path(1).asInt() != id) {
        throw new IllegalStateException(command + " got a foreign answer: " + answer);
      }
      if (!answer.path(2).isNull()) {
        throw new MarionetteException(command, answer.path(2));
      }
      var result = answer.path(3);
      return result.has("value") ? result.path("value") : result;
    } catch (IOException e) {
      throw new UncheckedIOException(command + " got no answer", e);
    }
  }

  private void writeFrame(byte[] text) throws IOException {
    var out = socket.getOutputStream();
    out.write((text.length + ":").getBytes(StandardCharsets.US_ASCII));
    out.write(text);
    out.flush();
  }

  private JsonNode readFrame() throws IOException {
    int length = 0;
    for (int c = in.read(); c != ':'; c = in.read()) {
      if (c < '0' || c > '9' || length > FRAME_BYTES_MAX / 10) {
        throw new EOFException("not the length of a frame: " + c);
      }
      length = length * 10 + (c - '0');
    }
    byte[] text = in.readNBytes(length);
    if (text.length < length) {
      throw new EOFException("frame ended after " + text.length + " of " + length + " bytes");
    }
    return JSON.readTree(text);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
