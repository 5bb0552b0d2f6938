// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import io.netty.channel.Channel;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes work from a channel's event loop to a worker, and what came of it back. */
// Netty tells failures to the pipeline as well as to the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class Detour {
  private static final Logger log = LoggerFactory.getLogger(Detour.class);

  private final Workers workers;
  private final Channel channel;

  Detour(Workers workers, Channel channel) {
    this.workers = workers;
    this.channel = channel;
  }

  /** Has a worker do the task, and takes its result back on the event loop; false when all are busy. */
  <T> boolean run(RequestHead head, Supplier<T> task, Consumer<T> then) {
    return workers.run(() -> {
      try {
        T result = task.get();
        channel.eventLoop().execute(() -> takeBack(result, then));
      } catch (Throwable e) {
        // The dispatcher answers whatever goes wrong, unless an error format itself does.
        log.error("{} has no answer", head, e);
        channel.close();
      }
    });
  }

  private <T> void takeBack(T result, Consumer<T> then) {
    try {
      then.accept(result);
    } catch (RuntimeException e) {
      log.error("connection given up", e);
      channel.close();
    }
  }
}
