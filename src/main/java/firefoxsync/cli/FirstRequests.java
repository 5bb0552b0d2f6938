// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** What a daemon is asked first, so that the class-data archive has what it takes to answer it. */
final class FirstRequests {
  private static final List<String> PATHS =
      List.of("/__heartbeat__", "/", "/1.0/sync/1.5", "/1.5/1/info/collections");

  private static final int PATIENCE_MILLIS = 10_000;

  private FirstRequests() {}

  /** Asks at the first of the addresses, by plain HTTP; whatever is answered will do. */
  static void ask(List<InetSocketAddress> addresses) {
    for (var path : PATHS) {
      try (var socket = new Socket()) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(addresses.get(0), PATIENCE_MILLIS);
        var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("no answer for " + path, e);
      }
    }
  }
}
