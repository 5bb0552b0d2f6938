// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Restoration;
import firefoxsync.Services;
import firefoxsync.backup.RestoredDatabase;
import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync restore}: puts a database back, and sees that browsers lose nothing by it. */
@Command(
    name = "restore",
    description = "Puts the database of a backup in place of the present one, which is kept, while"
        + " the service is stopped. All sessions and tokens end; who was deleted since stays"
        + " deleted; no browser loses what it has.")
final class RestoreCommand implements Runnable {
  private static final Path INPUT = Path.of("-");

  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--in-place",
      description = "The database was put back by other means, such as pg_restore: does the rest.")
  private boolean isInPlace;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A backup, a copy of the database, or - for standard input.")
  private @Nullable Path file;

  @Override
  public void run() {
    if (isInPlace == (file != null)) {
      throw new ParameterException(spec.commandLine(), "Either a FILE or --in-place");
    }
    var config = root.config();
    if (file == null) {
      inPlace(config);
    } else if (config.database() instanceof DatabaseSettings.Embedded embedded) {
      restore(config, embedded, file);
    } else {
      throw new CommandFailedException("the database is on a PostgreSQL server: put it back with"
          + " pg_restore, then: firefox-sync restore --in-place");
    }
  }

  private void inPlace(Config config) {
    try (var services = Services.open(config, Clock.systemUTC())) {
      tell(new Restoration(services).settle());
    }
  }

  private void restore(Config config, DatabaseSettings.Embedded present, Path from) {
    var clock = Clock.systemUTC();
    try (var restored = RestoredDatabase.prepare(present, clock.instant())) {
      var about = from.equals(INPUT) ? restored.unpack(System.in) : restored.unpack(from);
      about.ifPresent(description -> {
        print("The backup was made at " + description.madeAt() + " by " + description.version());
        restored.missingSecrets(description, config).forEach(this::warn);
      });
      var departed = restored.departed();
      int stores;
      try (var services = Services.open(config, restored.settings(), clock)) {
        var restoration = new Restoration(services);
        if (departed.isEmpty()) {
          warn("the present database is not there, not readable or of another installation:"
              + " who was deleted since then is not known");
        } else {
          int people = restoration.keep(departed.get());
          print(people + " people who were deleted or shut out since then stay so");
        }
        stores = restoration.settle();
      }
      restored.putInPlace().ifPresent(kept -> print("The database as it was is kept: " + kept));
      tell(stores);
    }
  }

  private void tell(int stores) {
    print("All sessions, tokens and links ended: each browser asks for its password once, then"
        + " merges what it has with what was restored, which is " + stores + " stores");
    print("Now: systemctl start firefox-sync");
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }

  private void warn(String line) {
    spec.commandLine().getErr().println("firefox-sync: warning: " + line);
  }
}
