// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/** Runs programs of the system. */
final class Commands {
  private Commands() {}

  /** Runs it to its end and returns what it printed; throws when it failed. */
  static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + ": " + output);
    }
    return output;
  }

  /** Tells whether this is root, who may mount. */
  static boolean isRoot() throws IOException, InterruptedException {
    return run("id", "-u").strip().equals("0");
  }
}
