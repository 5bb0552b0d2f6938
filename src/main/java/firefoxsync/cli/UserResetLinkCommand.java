// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user reset-link}: somebody forgot her password. */
@Command(
    name = "reset-link",
    description =
        "Prints a one-time link that sets a new password. Without a recovery key it gives a clean"
            + " slate: what only the server has of her data is lost.")
final class UserResetLinkCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "EMAIL", description = "The address of the account.")
  private String email = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "2",
      description = "How long the link holds (default: ${DEFAULT-VALUE}).")
  private int days = 2;

  @Option(
      names = "--drop-second-step",
      description = "Turns the second step of signing in off, for somebody who lost her phone.")
  private boolean dropsSecondStep;

  @Override
  public void run() {
    var address = user.address(email);
    var life = Duration.ofDays(LinkDays.check(days));
    try (var services = user.services()) {
      var account = user.account(services, address);
      var token = services.people().passwords().resetLink(account.id(), life, dropsSecondStep);
      user.print(services.publicUrl().base() + "/reset_password#" + token.hex());
    }
  }
}
