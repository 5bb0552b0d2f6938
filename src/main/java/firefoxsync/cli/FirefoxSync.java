// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.Config;
import firefoxsync.config.ConfigReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      ConfigCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      UserCommand.class,
      InviteCommand.class,
      AppTokenCommand.class,
      ProviderCommand.class,
      VersionCommand.class,
      UnpackNativesCommand.class
    })
public final class FirefoxSync implements Runnable {
  /** The administrator asked for something that cannot be done. */
  static final int FAILED = 1;

  private static final String CONFIG_FILE = "/etc/firefox-sync/firefox-sync.toml";
  private static final String CONFIG_OPTION = "--config";

  @Option(
      names = CONFIG_OPTION,
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration file (default: ${DEFAULT-VALUE}).",
      defaultValue = CONFIG_FILE)
  private Path configFile = Path.of(CONFIG_FILE);

  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** Runs the command that the arguments name and returns its exit code: 0, 1 failed, 2 misused. */
  public static int run(String[] arguments) {
    var served = fileToServe(List.of(arguments));
    return served.isPresent() ? serve(served.get()) : commandLine().execute(arguments);
  }

  /** Returns the configuration file when the words are those of a service, and nothing more. */
  private static Optional<Path> fileToServe(List<String> words) {
    if (words.equals(List.of(ServeCommand.NAME))) {
      return Optional.of(Path.of(CONFIG_FILE));
    }
    boolean isServing = words.size() == 3
        && words.get(0).equals(ServeCommand.NAME)
        && words.get(1).equals(CONFIG_OPTION);
    return isServing ? Optional.of(Path.of(words.get(2))) : Optional.empty();
  }

  /** Serves without knowing what other commands there are: to find out takes a quarter of a start. */
  private static int serve(Path file) {
    try {
      ServeCommand.serve(ConfigReader.read(file, System.getenv()));
      return 0;
    } catch (RuntimeException e) {
      return FailureMessage.tell(e, new PrintWriter(System.err, true, UTF_8));
    }
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
