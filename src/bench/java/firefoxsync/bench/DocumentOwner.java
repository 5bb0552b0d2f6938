// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import firefoxsync.Services;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.config.ConfigReader;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.remotestorage.AccessMode;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.remotestorage.access.GrantTerms;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Somebody who keeps documents.
 *
 * @param root the path of her storage root
 * @param token that opens the module {@code bench}
 */
record DocumentOwner(String root, String token) {
  /** Adds people to the database of the configuration, as the commands do. */
  static List<DocumentOwner> add(Path config, int count) {
    var owners = new ArrayList<DocumentOwner>();
    try (var services = Services.open(ConfigReader.read(config, Map.of()), Clock.systemUTC())) {
      for (int i = 0; i < count; i++) {
        owners.add(add(services, "bench" + i));
      }
    }
    return owners;
  }

  private static DocumentOwner add(Services services, String name) {
    var account = services
        .accounts()
        .add(EmailAddress.parse(name + "@example.org"), "a password for benches");
    var person = Person.local(account.id());
    services.userNames().choose(person, new UserName(name));
    var terms = new GrantTerms(
        null,
        "bench",
        AccessScope.of("bench", AccessMode.READ_WRITE),
        OptionalLong.empty(),
        OptionalLong.empty());
    return new DocumentOwner(
        "/rs/" + name, services.appGrants().grant(person, terms).text());
  }
}
