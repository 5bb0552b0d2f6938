// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.people.Person;
import firefoxsync.remotelog.ProviderException;
import firefoxsync.remotelog.linking.LinkException;
import firefoxsync.sync.StoreRefusal;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync provider …}: Sync data that live elsewhere. Works while the daemon runs. */
@Command(
    name = "provider",
    description = "Keeps people's Sync data in remoteStorages of their own.",
    subcommands = {
      ProviderLinkCommand.class,
      ProviderStatusCommand.class,
      ProviderMoveCommand.class,
      ProviderTakeOverCommand.class,
      ProviderEmptiedCommand.class,
      ProviderUnlinkCommand.class,
      ProviderRestoreCommand.class
    })
final class ProviderCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Which of these: " + String.join(", ", spec.subcommands().keySet()) + "?");
  }

  /** Runs the work on what the commands share with the daemon; what a provider refuses ends it. */
  void with(Consumer<Services> work) {
    try (var services = Services.open(root.config(), Clock.systemUTC())) {
      work.accept(services);
    } catch (LinkException e) {
      throw new CommandFailedException(e.error().message() + ": " + e.getMessage());
    } catch (ProviderException e) {
      throw new CommandFailedException("the storage fails: " + e.getMessage());
    } catch (StoreRefusal e) {
      throw new CommandFailedException("not now, nothing was changed: " + e.getMessage());
    }
  }

  /** As the other, for somebody who has a storage linked. */
  void withLinked(String user, BiConsumer<Services, Person> work) {
    with(services -> {
      var person = Who.find(services, user);
      if (services.storageLinks().links().find(person).isEmpty()) {
        throw new CommandFailedException(user + " has no storage linked: `provider link`");
      }
      work.accept(services, person);
    });
  }

  void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
