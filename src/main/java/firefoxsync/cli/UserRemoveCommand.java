// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user remove}: a person leaves, with everything. */
@Command(
    name = "remove",
    description = "Removes an account with everything the server keeps for its person, for good.")
final class UserRemoveCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "EMAIL", description = "The address of the account.")
  private String email = "";

  @Override
  public void run() {
    var address = user.address(email);
    try (var services = user.services()) {
      var account = user.account(services, address);
      services.accounts().remove(account.id());
      user.print("Removed " + account.email().typed());
    }
  }
}
