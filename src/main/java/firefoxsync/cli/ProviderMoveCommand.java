// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.remotelog.linking.Grant;
import firefoxsync.remotelog.linking.StorageLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider move}: another storage in the place of the one that is linked. */
@Command(
    name = "move",
    description =
        "Brings a person's data to another storage and reads them back; then the old one is"
            + " left, whether it answers or not. No browser notices.")
final class ProviderMoveCommand implements Runnable {
  @ParentCommand
  private ProviderCommand provider = new ProviderCommand();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "A user name, an address, or the id of a Mozilla account.")
  private String user = "";

  @Parameters(
      index = "1",
      paramLabel = "ADDRESS",
      description = "user@host, or the URL of the storage's root.")
  private String address = "";

  @Mixin
  private StorageTarget target = new StorageTarget();

  @Override
  public void run() {
    var token = target.token();
    provider.withLinked(user, (services, person) -> {
      var links = services.storageLinks();
      var wish = new StorageLinks.Wish(target.mode(), false);
      LinkWords.of(
              links.link(person, StorageTarget.root(links, address), Grant.lasting(token), wish))
          .forEach(provider::print);
    });
  }
}
