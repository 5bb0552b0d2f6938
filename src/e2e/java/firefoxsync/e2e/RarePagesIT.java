// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The pages that not every server shows: what a mail server brings, and what is said of a fault.
 * Pictures are left in target/pages.
 */
final class RarePagesIT {
  @RegisterExtension
  static final Mailbox mailbox = new Mailbox();

  @RegisterExtension
  static final TestedServer server = new TestedServer(mailbox.settings());

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void chromiumShowsThemWithoutFault() {
    try (var chromium = Chromium.start()) {
      look(chromium, "chromium");
    }
  }

  @Test
  void firefoxShowsThemWithoutFault() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn();
    look(firefox.browser(), "firefox");
  }

  private static void look(Viewer viewer, String name) {
    var withMail = new Inspection(viewer, server.url(), new ContactSheet(name + "-mail"));
    MailStates.all(server.invitePath()).forEach(withMail::look);
    assertThat(withMail.faults()).isEmpty();

    try (var faulty = new FaultyServer()) {
      var ofFaults = new Inspection(viewer, faulty.url(), new ContactSheet(name + "-faults"));
      for (var language : List.of("en", "de", "fr", "es")) {
        ofFaults.look(new PageState("fault", "/faulty", "").in(language));
      }
      ofFaults.look(new PageState("fault: busy", "/busy", ""));
      assertThat(ofFaults.faults()).isEmpty();
    }
  }
}
