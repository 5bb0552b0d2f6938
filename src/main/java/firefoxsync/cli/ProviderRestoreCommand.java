// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.people.Person;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider restore}: a person back from her storage, onto an empty server. */
@Command(
    name = "restore",
    description =
        "Brings a person back whose storage holds her data: this server needs the master secret"
            + " with which they were kept, and nothing else of her.")
final class ProviderRestoreCommand implements Runnable {
  @ParentCommand
  private ProviderCommand provider = new ProviderCommand();

  @Parameters(
      index = "0",
      paramLabel = "ADDRESS",
      description = "user@host, or the URL of the storage's root.")
  private String address = "";

  @Mixin
  private StorageTarget target = new StorageTarget();

  @Override
  public void run() {
    var token = target.token();
    provider.with(services -> {
      var links = services.storageLinks();
      Person person;
      try {
        person = links
            .restore(StorageTarget.root(links, address), token, target.mode())
            .orElseThrow(() -> new CommandFailedException(
                "nothing there can be opened with this server's master secret"));
      } catch (IllegalStateException e) {
        throw new CommandFailedException(String.valueOf(e.getMessage()));
      }
      provider.print("Account and data of " + person.accountId()
          + " are back. Each browser asks for the password once.");
    });
  }
}
