// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** People who guess passwords: from ever other networks, of ever other accounts, at a steady pace. */
final class Flood implements AutoCloseable {
  private static final int GUESSERS = 16;

  private final Target target;
  private final int guesses;
  private final long nanosBetween;
  private final long begun = System.nanoTime();
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Begins to make so many guesses in so many seconds. */
  Flood(Target target, int guesses, double seconds) {
    this.target = target;
    this.guesses = guesses;
    this.nanosBetween = (long) (seconds * 1e9 / guesses);
    for (int i = 0; i < GUESSERS; i++) {
      var thread = new Thread(this::guess, "guesser-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void guess() {
    try (var socket = new Socket(target.host(), target.port())) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (int i = next.getAndIncrement(); i < guesses; i = next.getAndIncrement()) {
        Thread.sleep(Math.max(0, (begun + i * nanosBetween - System.nanoTime()) / 1_000_000));
        socket.getOutputStream().write(request(i));
        answers.computeIfAbsent(status(in), any -> new AtomicInteger()).incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] request(int number) {
    var body =
        "{\"email\":\"somebody%d@example.org\",\"authPW\":\"%064x\"}".formatted(number, number);
    return """
        POST /auth/v1/account/login HTTP/1.1\r
        Host: %s:%d\r
        X-Forwarded-For: 198.%d.%d.1\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(
            target.host(), target.port(), 18 + number / 256 % 2, number % 256, body.length(), body)
        .getBytes(US_ASCII);
  }

  private static int status(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    int length = 0;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Returns how often each status was answered, once all guesses are made. */
  Map<Integer, AtomicInteger> answers() {
    close();
    return answers;
  }

  @Override
  public void close() {
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
