// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user allow-next}: lets somebody in whose account id nobody knows yet. */
@Command(
    name = "allow-next",
    description = "Lets the next newcomer with a Mozilla account in, for ten minutes.")
final class UserAllowNextCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Override
  public void run() {
    try (var services = user.services()) {
      var until = services.mozillaPeople().list().allowNext();
      user.print("The next newcomer with a Mozilla account is let in until " + until);
    }
  }
}
