// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider emptied}: a person's word on why her storage was found empty. */
@Command(
    name = "emptied",
    description = "Says whether a folder that was found empty was meant to be.")
final class ProviderEmptiedCommand implements Runnable {
  @ParentCommand
  private ProviderCommand provider = new ProviderCommand();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "A user name, an address, or the id of a Mozilla account.")
  private String user = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Answer answer = new Answer();

  /** One of them has to be said: nothing is deleted by default. */
  private static final class Answer {
    @Option(names = "--keep", description = "It was not: everything stays, and is there again.")
    private boolean isKept;

    @Option(
        names = "--delete",
        description = "It was: the person's Sync data are deleted here, too.")
    private boolean isDeleted;
  }

  @Override
  public void run() {
    provider.withLinked(user, (services, person) -> {
      var links = services.storageLinks().links();
      if (links.status(person).filter(status -> status.emptiedAt() > 0).isEmpty()) {
        throw new CommandFailedException("the storage of " + user + " was not found empty");
      }
      links.settleEmptied(person, answer.isDeleted);
      provider.print(
          answer.isKept
              ? "The Sync data of " + user + " stay."
              : "The Sync data of " + user + " are deleted.");
    });
  }
}
