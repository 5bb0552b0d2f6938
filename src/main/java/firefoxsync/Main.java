// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import firefoxsync.cli.FirefoxSync;

/** Picks the command. */
public final class Main {
  private Main() {}

  /** Runs one command and leaves with its exit code. */
  public static void main(String[] arguments) {
    System.exit(FirefoxSync.run(arguments));
  }
}
