// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.accounts.Account;
import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.EmailAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync user …}: the people of this server. Works while the daemon runs. */
@Command(name = "user", description = "Adds, lists and removes people, also while the daemon runs.")
final class UserCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "add, list or remove?");
  }

  @Command(name = "add", description = "Makes an account.")
  void add(
      @Parameters(paramLabel = "EMAIL", description = "The address that the person signs in with.")
          String email,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              defaultValue = "-",
              description = "Where the password stands, in the first line; - asks for it.")
          Path passwordFile) {
    var address = address(email);
    var password = Password.read(passwordFile);
    try (var services = services()) {
      var account = services.accounts().add(address, password);
      print("Added %s, account %s".formatted(account.email().typed(), account.id()));
    } catch (AccountException e) {
      throw new CommandFailedException(email + " has an account already");
    }
  }

  @Command(name = "list", description = "Lists the accounts, oldest first.")
  void list() {
    try (var services = services()) {
      services.accounts().list().forEach(account -> print(line(account)));
    }
  }

  @Command(
      name = "remove",
      description = "Removes an account with everything the server keeps for its person, for good.")
  void remove(
      @Parameters(paramLabel = "EMAIL", description = "The address of the account.") String email) {
    var address = address(email);
    try (var services = services()) {
      var account = services
          .accounts()
          .findByEmail(address)
          .orElseThrow(() -> new CommandFailedException(email + " has no account"));
      services.accounts().remove(account.id());
      print("Removed " + account.email().typed());
    }
  }

  private Services services() {
    return Services.open(root.config(), Clock.systemUTC());
  }

  private EmailAddress address(String email) {
    try {
      return EmailAddress.parse(email);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), email + " is not an e-mail address", e);
    }
  }

  private static String line(Account account) {
    return "%s  %s  since %s"
        .formatted(
            account.id(), account.email().typed(), Instant.ofEpochMilli(account.createdAt()));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
