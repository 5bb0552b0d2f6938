// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firefoxsync.config.SignUp;
import firefoxsync.web.SettingsSection.Group;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsPagesTest {
  private static final WebServer server = new WebServer(SignUp.OPEN);

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void overviewListsEverySectionUnderItsHeading() {
    var html = server.get("/settings").body();

    assertThat(html).contains("Your devices and data");
    for (var section : SettingsPages.OWN) {
      assertThat(html).contains("href=\"/settings/" + section.name() + "\"");
    }
  }

  @Test
  void everySectionHasItsOwnPageScriptAndWayBack() {
    for (var section : SettingsPages.OWN) {
      var html = server.get("/settings/" + section.name()).body();

      assertThat(html)
          .as(section.name())
          .contains(
              "data-section=\"" + section.name() + "\"", "<a href=\"/settings\">", "<noscript>");
      assertThat(StaticFiles.NAMES).contains(section.name() + "-section.js");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/settings/clients, devices",
    "/settings/avatar/change, profile",
    "/settings/unknown, overview",
    "/settings/unknown/deep, overview"
  })
  void addressesThatFirefoxOpensLeadSomewhere(String target, String section) {
    var page = server.get(target);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("data-section=\"" + section + "\"");
  }

  @Test
  void formsCannotBeSentWithoutTheScript() {
    for (var section : SettingsPages.OWN) {
      assertThat(server.get("/settings/" + section.name()).body())
          .as(section.name())
          .doesNotContainPattern("<form(?![^>]* method=\"post\")")
          .doesNotContainPattern("<button type=\"submit\"(?![^>]* disabled)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Devices", "two--step", "../x", "a b"})
  void aNameThatCannotStandInAnAddressIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SettingsSection(name, Group.DATA));
  }
}
