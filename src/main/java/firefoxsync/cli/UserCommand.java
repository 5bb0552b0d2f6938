// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.accounts.Account;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.config.Config;
import firefoxsync.mozilla.MozillaAccountId;
import firefoxsync.people.UserName;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync user …}: the people of this server. Works while the daemon runs. */
@Command(
    name = "user",
    description = "Adds, lists and removes people, also while the daemon runs.",
    subcommands = {
      UserAddCommand.class,
      UserListCommand.class,
      UserQuotaCommand.class,
      UserRemoveCommand.class,
      UserAllowCommand.class,
      UserAllowNextCommand.class,
      UserNameCommand.class,
      UserDisallowCommand.class,
      UserShowCommand.class,
      UserDisableCommand.class,
      UserEnableCommand.class,
      UserResetLinkCommand.class
    })
final class UserCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var names = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(spec.commandLine(), "Which of these: " + names + "?");
  }

  /** Opens what the commands share with the daemon; the caller closes it. */
  Services services() {
    return Services.open(root.config(), Clock.systemUTC());
  }

  Config config() {
    return root.config();
  }

  /** Parses the address, or tells how the command is used. */
  EmailAddress address(String email) {
    return address(spec, email);
  }

  /** Reads what was typed as an address, or ends the command that it was typed to. */
  static EmailAddress address(CommandSpec spec, String email) {
    try {
      return EmailAddress.parse(email);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), email + " is not an e-mail address", e);
    }
  }

  /** Finds the account of the address, or ends the command. */
  Account account(Services services, EmailAddress address) {
    return services
        .accounts()
        .findByEmail(address)
        .orElseThrow(() -> new CommandFailedException(address.typed() + " has no account"));
  }

  /** Parses a user name, or tells how the command is used. */
  UserName userName(String name) {
    return UserName.parse(name)
        .orElseThrow(() -> new ParameterException(
            spec.commandLine(),
            name + " is no user name: 1 to 32 of a-z, 0-9, dot, underscore and hyphen, a letter or"
                + " digit first"));
  }

  /** Parses the id of a Mozilla account, or tells how the command is used. */
  MozillaAccountId mozillaAccount(String id) {
    return MozillaAccountId.parse(id)
        .orElseThrow(() -> new ParameterException(
            spec.commandLine(), id + " is no account id of 32 hexadecimal digits"));
  }

  void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
