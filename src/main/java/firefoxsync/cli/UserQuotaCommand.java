// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.people.Person;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code firefox-sync user quota}: how much one person may keep. */
@Command(
    name = "quota",
    description = "Shows or sets how much one person may keep. It holds for the next request.")
final class UserQuotaCommand implements Runnable {
  private static final Pattern BYTES =
      Pattern.compile("(?<many>[1-9][0-9]{0,5})(?<unit>[KMG])|(?<bytes>[1-9][0-9]{0,14})");

  @ParentCommand
  private UserCommand user = new UserCommand();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "WHO",
      description = "The address of an account, or the id of one that has synced.")
  private String who = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "BYTES",
      description = "Bytes of payloads, perhaps with K, M or G; none for no limit; default for"
          + " sync.quota_bytes.")
  private String quota = "";

  @Override
  public void run() {
    var wanted = quota.isEmpty() ? OptionalLong.empty() : parse(quota);
    try (var services = user.services()) {
      var person = person(services);
      if (!quota.isEmpty()) {
        services.quotas().set(person, wanted);
      }
      user.print(who + " " + spelled(services.quotas().of(person)));
    }
  }

  private Person person(Services services) {
    if (who.contains("@")) {
      return Person.local(user.account(services, user.address(who)).id());
    }
    var people = services.quotas().people(who);
    if (people.size() != 1) {
      throw new CommandFailedException(who + " has never synced here");
    }
    return people.get(0);
  }

  private OptionalLong parse(String text) {
    if (text.equals("default")) {
      return OptionalLong.empty();
    }
    if (text.equals("none")) {
      return OptionalLong.of(0);
    }
    var parts = BYTES.matcher(text);
    if (!parts.matches()) {
      throw new ParameterException(
          spec.commandLine(), text + " is neither bytes such as 500M, nor none, nor default");
    }
    if (parts.group("bytes") != null) {
      return OptionalLong.of(Long.parseLong(parts.group("bytes")));
    }
    int shift = 10 * (1 + "KMG".indexOf(parts.group("unit")));
    return OptionalLong.of(Long.parseLong(parts.group("many")) << shift);
  }

  private static String spelled(OptionalLong quotaBytes) {
    if (quotaBytes.isEmpty()) {
      return "default";
    }
    return quotaBytes.getAsLong() == 0 ? "none" : Long.toString(quotaBytes.getAsLong());
  }
}
