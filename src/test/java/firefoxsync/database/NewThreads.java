// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.concurrent.Executor;

/** A thread for each task, so that any number of them can wait. */
final class NewThreads {
  static final Executor EXECUTOR = task -> {
    var thread = new Thread(task, "test-client");
    thread.setDaemon(true);
    thread.start();
  };

  private NewThreads() {}
}
