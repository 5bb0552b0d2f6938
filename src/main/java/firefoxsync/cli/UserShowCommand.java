// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user show}: what is known of a person, without her data. */
@Command(name = "show", description = "Shows an account: devices, space, what is switched on.")
final class UserShowCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Parameters(paramLabel = "EMAIL", description = "The address of the account.")
  private String email = "";

  @Override
  public void run() {
    var address = user.address(email);
    try (var services = user.services()) {
      var account = user.account(services, address);
      var people = services.people();
      var person = Person.local(account.id());
      var holdings = services.holdings().of(person);
      long bytes = holdings.stream().mapToLong(holding -> holding.bytes()).sum();
      long items = holdings.stream().mapToLong(holding -> holding.items()).sum();
      line("account", account.id());
      line("address", account.email().typed());
      line("user name", services.userNames().of(person).map(UserName::text).orElse("none"));
      line("since", Instant.ofEpochMilli(account.createdAt()).toString());
      line("password of", Instant.ofEpochMilli(account.generation()).toString());
      line("owner", yesOrNo(account.isOwner()));
      line("proven", yesOrNo(!account.isUnproven()));
      line("disabled", yesOrNo(account.isDisabled()));
      line("second step", yesOrNo(people.secondSteps().isOn(account.id())));
      line("v1 verifier", yesOrNo(services.accounts().hasVersion1(account.id())));
      line("recovery key", yesOrNo(people.recoveryKeys().exists(account.id())));
      line(
          "sessions", Integer.toString(people.sessions().ofAccount(account.id()).size()));
      line("data", "%d items, %d bytes".formatted(items, bytes));
    }
  }

  private void line(String name, String value) {
    user.print("%-13s %s".formatted(name, value));
  }

  private static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }
}
