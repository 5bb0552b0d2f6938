// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.mozilla.MozillaAccountId;
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

  @Parameters(
      paramLabel = "EMAIL|ACCOUNT_ID",
      description = "The address of the account, or the id of a Mozilla account.")
  private String email = "";

  @Override
  public void run() {
    MozillaAccountId.parse(email).ifPresentOrElse(this::removeMozillaAccount, this::removeAccount);
  }

  private void removeMozillaAccount(MozillaAccountId id) {
    try (var services = user.services()) {
      var people = services.mozillaPeople();
      if (!people.remove(id)) {
        throw new CommandFailedException(id.hex() + " is unknown here");
      }
      user.print("Removed what was kept for " + id.hex());
      if (people.list().isConfigured(id)) {
        user.print("mozilla_accounts.allow still lets them in");
      }
    }
  }

  private void removeAccount() {
    var address = user.address(email);
    try (var services = user.services()) {
      var account = user.account(services, address);
      services.accounts().remove(account.id());
      user.print("Removed " + account.email().typed());
    }
  }
}
