// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.config.Config;
import firefoxsync.config.ConfigReader;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command, {@code firefox-sync}. */
@Command(
    name = "firefox-sync",
    description =
        "Self-hosted Firefox Sync: accounts, token server, storage and pages in one daemon.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      DoctorCommand.class,
      UserCommand.class,
      InviteCommand.class,
      VersionCommand.class,
      UnpackNativesCommand.class
    })
public final class FirefoxSync implements Runnable {
  /** The administrator asked for something that cannot be done. */
  static final int FAILED = 1;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration file (default: ${DEFAULT-VALUE}).",
      defaultValue = "/etc/firefox-sync/firefox-sync.toml")
  private Path configFile = Path.of("/etc/firefox-sync/firefox-sync.toml");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** Runs the command that the arguments name and returns its exit code: 0, 1 failed, 2 misused. */
  public static int run(String[] arguments) {
    return commandLine().execute(arguments);
  }

  /** Returns all commands, for tests that read what they print. */
  public static CommandLine commandLine() {
    return new CommandLine(new FirefoxSync()).setExecutionExceptionHandler(new FailureMessage());
  }

  Path configFile() {
    return configFile;
  }

  /** Reads the configuration that the command line names, with the environment on top. */
  Config config() {
    return ConfigReader.read(configFile, System.getenv());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
