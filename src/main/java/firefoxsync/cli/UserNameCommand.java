// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user name}: what somebody is called in addresses. */
@Command(
    name = "name",
    description =
        "Gives a person a user name for addresses such as NAME@sync.example.org, for good.")
final class UserNameCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(
      index = "0",
      paramLabel = "EMAIL|ACCOUNT_ID",
      description =
          "The address of the account, or the id of a Mozilla account, whose person may then"
              + " use remoteStorage here.")
  private String who = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "1 to 32 of a-z, 0-9, dot, underscore and hyphen; a letter or digit first.")
  private String name = "";

  @Override
  public void run() {
    var wanted = user.userName(name);
    try (var services = user.services()) {
      Who.name(services, Who.find(services, who), wanted);
      user.print(who + " is called " + wanted);
    }
  }
}
