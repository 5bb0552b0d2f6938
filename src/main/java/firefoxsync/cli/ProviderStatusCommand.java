// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.people.Person;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync provider status}: where data live and how far behind that is. */
@Command(name = "status", description = "Tells where people's data live, and how it stands there.")
final class ProviderStatusCommand implements Runnable {
  @ParentCommand
  private ProviderCommand provider = new ProviderCommand();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "USER",
      description = "One person alone; everybody who has a storage linked when left out.")
  private @Nullable String user;

  @Override
  public void run() {
    provider.with(services -> {
      if (user != null) {
        tell(services, Who.find(services, user));
        return;
      }
      var all = services.storageLinks().links().all();
      if (all.isEmpty()) {
        provider.print("Nobody has a storage linked.");
      }
      for (var link : all) {
        provider.print(name(services, link.person()));
        tell(services, link.person());
      }
    });
  }

  private void tell(Services services, Person person) {
    var status = services
        .storageLinks()
        .links()
        .status(person)
        .orElseThrow(() -> new CommandFailedException("no storage is linked"));
    LinkWords.of(status, services.now()).forEach(line -> provider.print("  " + line));
  }

  private static String name(Services services, Person person) {
    return services
        .accounts()
        .find(person.accountId())
        .map(account -> account.email().typed())
        .orElse(person.accountId());
  }
}
