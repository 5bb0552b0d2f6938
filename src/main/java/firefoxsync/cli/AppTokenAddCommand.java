// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.remotestorage.access.GrantTerms;
import firefoxsync.remotestorage.access.TooManyGrantsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync app-token add}: a token for a script, shown this once. */
@Command(
    name = "add",
    description = "Prints a token, alone on the last line, that opens a person's documents.")
final class AppTokenAddCommand implements Runnable {
  private static final int DAYS_MAX = 3650;
  private static final int LABEL_CHARACTERS_MAX = 64;

  @ParentCommand
  private AppTokenCommand appToken = new AppTokenCommand();

  @Parameters(
      index = "0",
      paramLabel = "USER",
      description = "A user name, or the address of an account that has one.")
  private String user = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "SCOPE",
      description =
          "What it opens: MODULE:r to read a folder, MODULE:rw to change it too, *:r or *:rw"
              + " for everything.")
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      defaultValue = "app-token add",
      description = "What the person and the log call it (default: ${DEFAULT-VALUE}).")
  private String label = "app-token add";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How long it holds; until it is revoked when left out.")
  private int days;

  @Override
  public void run() {
    var terms = terms();
    appToken.refuseUseless();
    try (var services = appToken.services()) {
      var person = Who.find(services, user);
      var name = name(services, person);
      var token = services.appGrants().grant(person, terms(services.now(), terms));
      appToken.print("For the documents of " + name + ", " + terms.scope().wireForm() + ":");
      appToken.print(token.text());
    } catch (TooManyGrantsException e) {
      throw new CommandFailedException(user + " has " + e.getMessage());
    }
  }

  private GrantTerms terms() {
    if (days < 0 || days > DAYS_MAX) {
      throw appToken.usage("--days must be 1 to " + DAYS_MAX);
    }
    boolean isPrintable = label.codePoints().noneMatch(Character::isISOControl);
    if (label.isBlank() || label.length() > LABEL_CHARACTERS_MAX || !isPrintable) {
      throw appToken.usage("--label must be 1 to " + LABEL_CHARACTERS_MAX + " characters");
    }
    try {
      var scope = AccessScope.parse(String.join(" ", scopes));
      return new GrantTerms(null, label, scope, OptionalLong.empty(), OptionalLong.empty());
    } catch (IllegalArgumentException e) {
      throw appToken.usage(e.getMessage() + "; a scope is like notes:rw");
    }
  }

  private GrantTerms terms(long now, GrantTerms terms) {
    return days == 0 ? terms : terms.until(now + Duration.ofDays(days).toMillis());
  }

  private UserName name(Services services, Person person) {
    return services
        .userNames()
        .of(person)
        .orElseThrow(() -> new CommandFailedException(
            "%s has no user name yet, and so no documents;".formatted(user)
                + " `firefox-sync user name %s NAME` gives one".formatted(user)));
  }
}
