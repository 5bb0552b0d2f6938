// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider take-over}: this server writes, and the other one no longer. */
@Command(
    name = "take-over",
    description = "Writes a log again that another server has taken over, or begins another one.")
final class ProviderTakeOverCommand implements Runnable {
  @ParentCommand
  private ProviderCommand provider = new ProviderCommand();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "A user name, an address, or the id of a Mozilla account.")
  private String user = "";

  @Override
  public void run() {
    provider.withLinked(user, (services, person) -> {
      services.storageLinks().links().takeOver(person);
      provider.print("This server writes the log of " + user + ".");
    });
  }
}
