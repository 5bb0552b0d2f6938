// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync app-token revoke}: it opens nothing any more, from the next request on. */
@Command(name = "revoke", description = "Ends a token, or disconnects an app.")
final class AppTokenRevokeCommand implements Runnable {
  @ParentCommand
  private AppTokenCommand appToken = new AppTokenCommand();

  @Parameters(paramLabel = "ID", description = "As `firefox-sync app-token list` shows it.")
  private String id = "";

  @Override
  public void run() {
    try (var services = appToken.services()) {
      if (!services.appGrants().revoke(id)) {
        throw new CommandFailedException("no token or connected app " + id);
      }
      appToken.print("Revoked " + id);
    }
  }
}
