// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.accounts.invitations.Invitation;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync invite list}: which links there are, never the links themselves. */
@Command(name = "list", description = "Lists invitations, newest first.")
final class InviteListCommand implements Runnable {
  @ParentCommand
  private InviteCommand invite = new InviteCommand();

  @Override
  public void run() {
    try (var services = invite.services()) {
      long now = services.now();
      services
          .people()
          .invitations()
          .list()
          .forEach(invitation -> invite.print(line(invitation, now)));
    }
  }

  private static String line(Invitation invitation, long now) {
    return "%s  %s  until %s  %s"
        .formatted(
            invitation.id(),
            invitation.isOwner() ? "owner " : "person",
            Instant.ofEpochMilli(invitation.expiresAt()),
            state(invitation, now));
  }

  private static String state(Invitation invitation, long now) {
    if (invitation.usedBy() != null) {
      return "used by account " + invitation.usedBy();
    }
    return invitation.isOpen(now) ? "open" : "expired";
  }
}
