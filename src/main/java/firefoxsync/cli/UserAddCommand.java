// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.AccountException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user add}: makes an account. */
@Command(name = "add", description = "Makes an account.")
final class UserAddCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "EMAIL", description = "The address that the person signs in with.")
  private String email = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "Where the password stands, in the first line; - asks for it.")
  private Path passwordFile = Path.of("-");

  @Option(
      names = "--owner",
      description = "The account owns this server: it may invite others from its settings.")
  private boolean isOwner;

  @Override
  public void run() {
    var address = user.address(email);
    var password = Password.read(passwordFile);
    try (var services = user.services()) {
      var account = services.accounts().add(address, password);
      if (isOwner) {
        services.accounts().makeOwner(account.id());
      }
      user.print("Added %s, account %s".formatted(account.email().typed(), account.id()));
    } catch (AccountException e) {
      throw new CommandFailedException(email + " has an account already");
    }
  }
}
