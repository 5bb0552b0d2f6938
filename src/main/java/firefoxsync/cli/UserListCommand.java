// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.Account;
import firefoxsync.mozilla.MozillaAccountId;
import firefoxsync.mozilla.MozillaPeople;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user list}: one line a person. */
@Command(
    name = "list",
    description = "Lists the accounts, oldest first, then people of Mozilla accounts.")
final class UserListCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Override
  public void run() {
    try (var services = user.services()) {
      var names = services.userNames();
      var mozilla = services.mozillaPeople();
      services
          .accounts()
          .list()
          .forEach(
              account -> user.print(line(account) + called(names.of(Person.local(account.id())))));
      mozilla
          .all()
          .forEach((id, standing) ->
              user.print(line(id, standing) + called(names.of(mozilla.person(id)))));
    }
  }

  private static String called(Optional<UserName> name) {
    return name.map(text -> "  called " + text).orElse("");
  }

  private static String line(MozillaAccountId id, MozillaPeople.Standing standing) {
    return id.hex() + "  Mozilla account, "
        + switch (standing) {
          case CONFIGURED -> "allowed by the configuration";
          case ALLOWED -> "allowed";
          case SHUT_OUT -> "not allowed, has data here";
        };
  }

  private static String line(Account account) {
    return "%s  %s  since %s%s%s%s"
        .formatted(
            account.id(),
            account.email().typed(),
            Instant.ofEpochMilli(account.createdAt()),
            account.isOwner() ? "  owner" : "",
            account.isUnproven() ? "  unproven" : "",
            account.isDisabled() ? "  disabled" : "");
  }
}
