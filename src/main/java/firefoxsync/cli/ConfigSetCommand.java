// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync config set}: changes values in place, and nothing else of the file. */
@Command(
    name = "set",
    description = "Changes values of the configuration file, all together or none; comments and"
        + " everything else stay. The service must be restarted.")
final class ConfigSetCommand implements Runnable {
  @ParentCommand
  private ConfigCommand config = new ConfigCommand();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--keep-defaults",
      description = "Leaves a key alone whose default is the value already.")
  private boolean keepsDefaults;

  @Parameters(
      arity = "2..*",
      paramLabel = "KEY VALUE",
      description = "A key with its table, such as accounts.sign_up, and its value without quotes,"
          + " with commas between the texts of a list.")
  private List<String> words = List.of();

  @Override
  public void run() {
    if (words.size() % 2 != 0) {
      throw new ParameterException(
          spec.commandLine(), words.get(words.size() - 1) + " lacks its value");
    }
    var changes = new LinkedHashMap<String, String>();
    for (int i = 0; i < words.size(); i += 2) {
      changes.put(words.get(i), words.get(i + 1));
    }
    if (config.editor().set(changes, keepsDefaults)) {
      config.print("Changed. It holds from the next start: systemctl restart firefox-sync");
    }
  }
}
