// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import firefoxsync.mail.MailServerStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The mailboxes of everybody in a test, behind a mail server on this machine. */
final class Mailbox implements AfterAllCallback {
  private final MailServerStandIn server;

  Mailbox() {
    try {
      server = new MailServerStandIn();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the settings of a daemon whose letters come here, as variables. */
  Map<String, String> settings() {
    return Map.of(
        "FIREFOX_SYNC_MAIL__HOST", "localhost",
        "FIREFOX_SYNC_MAIL__PORT", Integer.toString(server.port()),
        "FIREFOX_SYNC_MAIL__SECURITY", "none",
        "FIREFOX_SYNC_MAIL__FROM", "sync@example.org");
  }

  /** Waits for the next letter to the person, and returns the code that it shows. */
  String code(Login login) {
    while (true) {
      var letter = server.next();
      if (letter.to().equals(login.email()) && letter.text().contains("    ")) {
        return letter.text().replaceAll("(?s).*\\n {4}([0-9]+)\\r?\\n.*", "$1");
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
  }
}
