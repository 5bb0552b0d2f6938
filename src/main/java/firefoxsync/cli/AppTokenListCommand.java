// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.remotestorage.access.AppGrant;
import java.time.Instant;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync app-token list}: who may reach documents, never the tokens themselves. */
@Command(name = "list", description = "Lists tokens and connected apps, newest first.")
final class AppTokenListCommand implements Runnable {
  @ParentCommand
  private AppTokenCommand appToken = new AppTokenCommand();

  @Parameters(
      arity = "0..1",
      paramLabel = "USER",
      description = "A user name or address; everybody when left out.")
  private String user = "";

  @Override
  public void run() {
    try (var services = appToken.services()) {
      var grants = user.isEmpty()
          ? services.appGrants().all()
          : services.appGrants().ofPerson(Who.find(services, user));
      grants.forEach(grant -> appToken.print(line(grant, name(services, grant.person()))));
    }
  }

  private static String name(Services services, Person person) {
    return services.userNames().of(person).map(UserName::text).orElse(person.accountId());
  }

  private static String line(AppGrant grant, String name) {
    var terms = grant.terms();
    var until = terms.expiresAt().isPresent()
        ? "until " + Instant.ofEpochMilli(terms.expiresAt().getAsLong())
        : "until revoked";
    var used = grant.lastUsedDay().isPresent()
        ? "last used on " + LocalDate.ofEpochDay(grant.lastUsedDay().getAsLong())
        : "never used";
    return "%s  %s  %s  %s  since %s, %s, %s"
        .formatted(
            grant.id(),
            name,
            terms.scope().wireForm(),
            terms.client() == null ? "\"" + terms.label() + "\"" : terms.actor(),
            Instant.ofEpochMilli(grant.createdAt()),
            until,
            used);
  }
}
