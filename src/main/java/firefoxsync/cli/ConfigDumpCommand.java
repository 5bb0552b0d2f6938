// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync config dump}: every value that holds, and why. */
@Command(
    name = "dump",
    description = "Prints every value that holds, and whether the file, the environment or its"
        + " default says so. Secrets are not shown.")
final class ConfigDumpCommand implements Runnable {
  @ParentCommand
  private ConfigCommand config = new ConfigCommand();

  @Override
  public void run() {
    config.editor().all().forEach(setting -> config.print(setting.toString()));
  }
}
