// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user allow}: lets a Mozilla account in. */
@Command(name = "allow", description = "Lets the person of a Mozilla account in.")
final class UserAllowCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(
      paramLabel = "ACCOUNT_ID",
      description = "Mozilla's name of the account, 32 hexadecimal digits, as the log has it.")
  private String accountId = "";

  @Override
  public void run() {
    var id = user.mozillaAccount(accountId);
    try (var services = user.services()) {
      boolean isNew = services.mozillaPeople().list().allow(id);
      user.print((isNew ? "Allowed " : "Allowed already: ") + id.hex());
    }
  }
}
