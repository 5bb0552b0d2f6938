// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.config.ConfigEditor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync config …}: reads and changes the configuration file, which stays the truth. */
@Command(
    name = "config",
    description = "Shows and changes values of the configuration file.",
    subcommands = {ConfigGetCommand.class, ConfigSetCommand.class, ConfigDumpCommand.class})
final class ConfigCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which of these: get, set, dump?");
  }

  ConfigEditor editor() {
    return new ConfigEditor(root.configFile(), System.getenv());
  }

  void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
