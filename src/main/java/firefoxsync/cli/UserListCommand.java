// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.Account;
import firefoxsync.mozilla.MozillaAccountId;
import firefoxsync.mozilla.MozillaPeople;
import java.time.Instant;
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
      services.accounts().list().forEach(account -> user.print(line(account)));
      services.mozillaPeople().all().forEach((id, standing) -> user.print(line(id, standing)));
    }
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
    return "%s  %s  since %s"
        .formatted(
            account.id(), account.email().typed(), Instant.ofEpochMilli(account.createdAt()));
  }
}
