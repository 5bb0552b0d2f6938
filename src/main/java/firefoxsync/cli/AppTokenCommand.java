// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync app-token …}: who may reach people's documents. Works while the daemon runs. */
@Command(
    name = "app-token",
    description =
        "Makes tokens that open a person's documents to scripts; lists and revokes these and"
            + " the apps that she connected.",
    subcommands = {AppTokenAddCommand.class, AppTokenListCommand.class, AppTokenRevokeCommand.class
    })
final class AppTokenCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw usage("Which of these: " + String.join(", ", spec.subcommands().keySet()) + "?");
  }

  /** Opens what the commands share with the daemon; the caller closes it. */
  Services services() {
    return Services.open(root.config(), Clock.systemUTC());
  }

  /** Ends a command that would have no effect. */
  void refuseUseless() {
    if (!root.config().remoteStorage().enabled()) {
      throw new CommandFailedException(
          "remotestorage.enabled is false: there are no documents to open");
    }
  }

  ParameterException usage(String reason) {
    return new ParameterException(spec.commandLine(), reason);
  }

  void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
