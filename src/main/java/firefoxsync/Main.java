// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.cli.FirefoxSync;
import firefoxsync.config.LogLevel;
import firefoxsync.ops.JournalLog;

/** Picks the command. */
public final class Main {
  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] arguments) {
    // Commands print what they did and fail in words; the daemon says later how much it tells.
    JournalLog.install(LogLevel.ERROR);
    System.exit(FirefoxSync.run(arguments));
  }
}
