// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider unlink}: back to this server alone. */
@Command(
    name = "unlink",
    description = "Has a person's data kept here alone again; what is in her storage stays there.")
final class ProviderUnlinkCommand implements Runnable {
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
      services.storageLinks().links().unlink(person);
      provider.print("The data of " + user + " are kept here alone.");
    });
  }
}
