// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.accounts.AccountException;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import java.nio.file.Path;
import java.util.Optional;
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

  @Option(
      names = "--v1-verifier",
      description = "Let command-line clients sign in, too, which know an older stretching of"
          + " passwords; accounts.v1_verifiers must be true.")
  private boolean alsoVersion1;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What the person is called in addresses, for good; else she chooses it herself when"
              + " she first needs it.")
  private String name = "";

  @Override
  public void run() {
    var address = user.address(email);
    var wanted = name.isEmpty() ? Optional.<UserName>empty() : Optional.of(user.userName(name));
    if (alsoVersion1 && !user.config().accounts().v1Verifiers()) {
      throw new CommandFailedException("accounts.v1_verifiers is false; nobody was added");
    }
    var password = Password.read(passwordFile);
    try (var services = user.services()) {
      wanted.ifPresent(free -> refuseTaken(services, free));
      var account = services.accounts().add(address, password, alsoVersion1);
      if (isOwner) {
        services.accounts().makeOwner(account.id());
      }
      wanted.ifPresent(free -> Who.name(services, Person.local(account.id()), free));
      user.print("Added %s, account %s".formatted(account.email().typed(), account.id()));
    } catch (AccountException e) {
      throw new CommandFailedException(email + " has an account already");
    }
  }

  /** Before the account is made: it would be left without the name. */
  private static void refuseTaken(Services services, UserName name) {
    if (name.isReserved() || services.userNames().find(name).isPresent()) {
      throw new CommandFailedException(name + " is taken or reserved; nobody was added");
    }
  }
}
