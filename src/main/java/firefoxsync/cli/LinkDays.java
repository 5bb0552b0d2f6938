// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.invitations.Invitations;

/** How many days a link holds. */
final class LinkDays {
  private LinkDays() {}

  /** Returns the number, or ends the command. */
  static int check(int days) {
    if (days < 1 || days > Invitations.DAYS_MAX) {
      throw new CommandFailedException(
          "a link holds from 1 to " + Invitations.DAYS_MAX + " days, not " + days);
    }
    return days;
  }
}
