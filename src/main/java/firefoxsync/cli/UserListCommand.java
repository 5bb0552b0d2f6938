// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.Account;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync user list}: one line a person. */
@Command(name = "list", description = "Lists the accounts, oldest first.")
final class UserListCommand implements Runnable {
  @ParentCommand
  private UserCommand user = new UserCommand();

  @Override
  public void run() {
    try (var services = user.services()) {
      services.accounts().list().forEach(account -> user.print(line(account)));
    }
  }

  private static String line(Account account) {
    return "%s  %s  since %s"
        .formatted(
            account.id(), account.email().typed(), Instant.ofEpochMilli(account.createdAt()));
  }
}
