// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user enable}: a person may come in again. */
@Command(name = "enable", description = "Opens an account that was disabled.")
final class UserEnableCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "EMAIL", description = "The address of the account.")
  private String email = "";

  @Override
  public void run() {
    var address = user.address(email);
    try (var services = user.services()) {
      var account = user.account(services, address);
      services.accounts().disable(account.id(), false);
      user.print("Enabled " + account.email().typed());
    }
  }
}
