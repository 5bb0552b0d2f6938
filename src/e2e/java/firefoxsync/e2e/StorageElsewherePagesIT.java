// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings page of a storage elsewhere, in all its states and every language. */
final class StorageElsewherePagesIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  private final Login login = Login.ofSomebodyNew();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es"})
  void chromiumShowsItWithoutFault(String language) {
    try (var chromium = Chromium.start()) {
      for (var state : PageState.claim(login, server.claimPath())) {
        chromium.open(server.url() + state.path());
        chromium.page(Resources.text("use-page.js") + state.use());
      }
      new SettingsStates(login).enter(chromium, server.url());
      var sheet = new ContactSheet("storage-elsewhere-" + language);
      var inspection = new Inspection(chromium, server.url(), sheet);
      ElsewhereStates.all(language).forEach(inspection::look);
      assertThat(inspection.faults()).isEmpty();
    }
  }
}
