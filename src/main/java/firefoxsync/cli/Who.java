// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Services;
import firefoxsync.accounts.EmailAddress;
import firefoxsync.mozilla.MozillaAccountId;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;

/** Whom an administrator means: by an address, a user name, or the id of a Mozilla account. */
final class Who {
  private Who() {}

  /** Finds the person, or ends the command. */
  static Person find(Services services, String text) {
    if (text.contains("@")) {
      return ofAddress(services, text);
    }
    var mozilla = MozillaAccountId.parse(text);
    if (mozilla.isPresent()) {
      return services.mozillaPeople().person(mozilla.get());
    }
    return UserName.parse(text)
        .flatMap(services.userNames()::find)
        .orElseThrow(() -> new CommandFailedException(
            text + " is neither an address, nor a user name, nor the id of a Mozilla account"));
  }

  private static Person ofAddress(Services services, String text) {
    try {
      return services
          .accounts()
          .findByEmail(EmailAddress.parse(text))
          .map(account -> Person.local(account.id()))
          .orElseThrow(() -> new CommandFailedException(text + " has no account"));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(text + " is not an e-mail address");
    }
  }

  /** Gives a person a user name, or ends the command. */
  static void name(Services services, Person person, UserName name) {
    switch (services.userNames().choose(person, name)) {
      case CHOSEN -> {}
      case TAKEN -> throw new CommandFailedException("somebody else is called " + name);
      case RESERVED -> throw new CommandFailedException("nobody may be called " + name);
      case HAS_ANOTHER ->
        throw new CommandFailedException("the person is called "
            + services.userNames().of(person).orElseThrow() + " already, which is for good");
    }
  }
}
