// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user disallow}: takes back {@code allow}. */
@Command(
    name = "disallow",
    description = "Shuts the person of a Mozilla account out; the data stay.")
final class UserDisallowCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "ACCOUNT_ID", description = "Mozilla's name of the account.")
  private String accountId = "";

  @Override
  public void run() {
    var id = user.mozillaAccount(accountId);
    try (var services = user.services()) {
      var list = services.mozillaPeople().list();
      boolean wasAllowed = list.disallow(id);
      if (list.isConfigured(id)) {
        throw new CommandFailedException("mozilla_accounts.allow names " + id.hex());
      }
      if (!wasAllowed) {
        throw new CommandFailedException(id.hex() + " was not allowed");
      }
      user.print("No longer allowed: " + id.hex());
    }
  }
}
