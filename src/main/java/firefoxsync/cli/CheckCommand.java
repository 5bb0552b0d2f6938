// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.mozilla.AccountEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync check}: names every mistake of the configuration. */
@Command(name = "check", description = "Reads the configuration and names every mistake in it.")
final class CheckCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var config = root.config();
    if (config.mozilla().events() != null) {
      AccountEvents.check(config.mozilla().events());
    }
    var out = spec.commandLine().getOut();
    out.println(root.configFile() + ": no mistakes");
    out.println("People reach this server at " + config.publicUrl().base());
  }
}
