// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync config get}: one value, as scripts like it. */
@Command(
    name = "get",
    description = "Prints the value that holds for a key, without quotes,"
        + " and with commas between the texts of a list.")
final class ConfigGetCommand implements Runnable {
  @ParentCommand
  private ConfigCommand config = new ConfigCommand();

  @Parameters(paramLabel = "KEY", description = "With its table, such as accounts.sign_up.")
  private String key = "";

  @Override
  public void run() {
    config.print(config.editor().get(key).plain());
  }
}
