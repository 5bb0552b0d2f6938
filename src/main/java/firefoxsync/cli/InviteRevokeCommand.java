// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync invite revoke}: a link lets nobody in any more. */
@Command(name = "revoke", description = "Ends an invitation that nobody has used.")
final class InviteRevokeCommand implements Runnable {
  @ParentCommand
  private InviteCommand invite = new InviteCommand();

  @Parameters(paramLabel = "ID", description = "As `firefox-sync invite list` shows it.")
  private String id = "";

  @Override
  public void run() {
    try (var services = invite.services()) {
      if (!services.people().invitations().revoke(id)) {
        throw new CommandFailedException("no invitation " + id + " that nobody has used");
      }
      invite.print("Revoked " + id);
    }
  }
}
