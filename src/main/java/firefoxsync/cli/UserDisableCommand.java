// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user disable}: a person is kept out, her data stay. */
@Command(
    name = "disable",
    description = "Shuts an account: its sessions and tokens hold no more, its data stay.")
final class UserDisableCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "EMAIL", description = "The address of the account.")
  private String email = "";

  @Override
  public void run() {
    var address = user.address(email);
    try (var services = user.services()) {
      var account = user.account(services, address);
      services.accounts().disable(account.id(), true);
      user.print("Disabled " + account.email().typed());
    }
  }
}
