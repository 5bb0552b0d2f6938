// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Browsers on a bad line: they read and send a little now and then, for as long as we like. */
final class Slow implements AutoCloseable {
  private static final int READ_BYTES = 8 * 1024;
  private static final int SEND_BYTES = 4 * 1024;
  private static final long PAUSE_MILLIS = 250;

  private final Set<Browser> lost = ConcurrentHashMap.newKeySet();
  private final List<Browser> readers = new ArrayList<>();
  private final List<Browser> uploaders = new ArrayList<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Thread thread = new Thread(this::dawdle, "slow");
  private final byte[] upload;

  /** Connects so many readers of a thousand items and as many uploaders of a hundred. */
  Slow(Target target, long uid, int each) throws IOException {
    var body = Items.many("slow", 0, 100, 10 * 1024);
    byte[] request = {};
    for (int i = 0; i < each; i++) {
      var reader = new Browser(target);
      reader.socket().setReceiveBufferSize(READ_BYTES);
      reader.send(Call.get(uid, "/storage/history?full=1"));
      readers.add(reader);
      var uploader = new Browser(target);
      request = uploader.bytes(Call.post(uid + 1 + i, "/storage/history", body));
      uploaders.add(uploader);
    }
    upload = request;
    thread.setDaemon(true);
    thread.start();
  }

  private void dawdle() {
    var buffer = new byte[READ_BYTES];
    for (int sent = 0; !isOver.get(); sent += SEND_BYTES) {
      for (var reader : readers) {
        attempt(reader, () -> {
          var in = reader.socket().getInputStream();
          if (in.available() > 0 && in.read(buffer) < 0) {
            lost.add(reader);
          }
        });
      }
      // All but the last piece, so that every body stays half read.
      int from = sent;
      if (sent + SEND_BYTES < upload.length) {
        for (var uploader : uploaders) {
          attempt(
              uploader, () -> uploader.socket().getOutputStream().write(upload, from, SEND_BYTES));
        }
      }
      pause();
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Browser browser, Step step) {
    if (!lost.contains(browser)) {
      try {
        step.run();
      } catch (IOException e) {
        lost.add(browser);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how many of them have lost their connections, or were refused. */
  int lost() {
    return lost.size();
  }

  @Override
  public void close() throws IOException {
    isOver.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (var browser : readers) {
      browser.close();
    }
    for (var browser : uploaders) {
      browser.close();
    }
  }
}
