// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.remotelog.linking.Grant;
import firefoxsync.remotelog.linking.StorageLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider link}: a storage for somebody who has none, or a new token for it. */
@Command(name = "link", description = "Has a person's Sync data kept in a storage of hers.")
final class ProviderLinkCommand implements Runnable {
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

  @Option(
      names = "--encrypt",
      description = "Encrypt the documents once more: this server alone can read them then.")
  private boolean isEncrypted;

  @Override
  public void run() {
    var token = target.token();
    provider.with(services -> {
      var links = services.storageLinks();
      var person = Who.find(services, user);
      var root = StorageTarget.root(links, address);
      links.links().find(person).ifPresent(link -> {
        if (!link.address().root().equals(root)) {
          throw new CommandFailedException(
              user + " has a storage at " + link.address().root() + " already: `provider move`");
        }
      });
      var wish = new StorageLinks.Wish(target.mode(), isEncrypted);
      LinkWords.of(links.link(person, root, Grant.lasting(token), wish)).forEach(provider::print);
    });
  }
}
