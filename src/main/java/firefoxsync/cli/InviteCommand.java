// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.Services;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.config.Config;
import firefoxsync.config.SignUp;
import java.net.URLEncoder;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync invite}: lets somebody make an account. Works while the daemon runs. */
@Command(
    name = "invite",
    description = "Prints a one-time link with which somebody makes an account.",
    subcommands = {InviteListCommand.class, InviteRevokeCommand.class})
final class InviteCommand implements Runnable {
  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--owner",
      description = "The account will own this server: it may invite others from its settings.")
  private boolean isOwner;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "How long the link holds (default: ${DEFAULT-VALUE}).")
  private int days = 7;

  @Option(
      names = "--email",
      paramLabel = "EMAIL",
      description = "For whom: the link's page has the address in its form already.")
  private String email = "";

  @Override
  public void run() {
    LinkDays.check(days);
    var address = email.isEmpty() ? "" : "&email=" + encoded(UserCommand.address(spec, email));
    var config = root.config();
    refuseUseless(config);
    try (var services = services(config)) {
      var token = services.people().invitations().create(isOwner, days);
      print(config.publicUrl().base() + (isOwner ? "/claim#" : "/invite#") + token + address);
    }
  }

  private static String encoded(EmailAddress address) {
    return URLEncoder.encode(address.typed(), UTF_8);
  }

  private void refuseUseless(Config config) {
    if (!config.accounts().enabled()) {
      throw new CommandFailedException("accounts.enabled is false: there is nothing to invite to");
    }
    if (config.accounts().signUp() == SignUp.CLOSED && !isOwner) {
      throw new CommandFailedException(
          "accounts.sign_up is \"closed\": the link would let nobody in;"
              + " `firefox-sync user add EMAIL` adds a person");
    }
  }

  /** Opens what the commands share with the daemon; the caller closes it. */
  Services services() {
    return services(root.config());
  }

  private static Services services(Config config) {
    return Services.open(config, Clock.systemUTC());
  }

  void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
