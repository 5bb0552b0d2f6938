// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.backup.Backups;
import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync backup}: database and configuration in one file, while the daemon runs. */
@Command(
    name = "backup",
    description = "Makes a backup of database and configuration, checked, while the daemon runs,"
        + " and prints its file.")
final class BackupCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder to put it in; without it, the folder backups beside the database.")
  private @Nullable Path folder;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Deletes older backups there, so that N are left.")
  private @Nullable Integer keep;

  @Option(names = "--with-secret", description = "Puts the master secret into it, too.")
  private boolean withSecret;

  @Override
  public void run() {
    if (keep != null && keep < 1) {
      throw new ParameterException(spec.commandLine(), "--keep must be 1 or more");
    }
    var config = root.config();
    var database = embedded(config);
    var backups = new Backups(folder == null ? Backups.usualFolder(database) : folder);
    var source = new Backups.Source(config, configuration(), withSecret, Version.text());
    var file = backups.make(database, source, Clock.systemUTC().instant());
    spec.commandLine().getOut().println(file);
    if (keep != null) {
      backups.keepOnly(keep);
    }
  }

  private static DatabaseSettings.Embedded embedded(Config config) {
    if (config.database() instanceof DatabaseSettings.Embedded embedded) {
      return embedded;
    }
    throw new CommandFailedException("the database is on a PostgreSQL server, whose own tools make"
        + " better backups: pg_dump --format=custom, or what its administrator uses. After"
        + " pg_restore: firefox-sync restore --in-place");
  }

  private String configuration() {
    try {
      return Files.readString(root.configFile());
    } catch (IOException e) {
      throw new UncheckedIOException(root.configFile() + " cannot be read", e);
    }
  }
}
