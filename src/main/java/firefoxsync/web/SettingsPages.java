// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.web.SettingsSection.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings: an overview, and a page for each section, of this folder and of other features. */
final class SettingsPages {
  /** The sections of this folder. */
  static final List<SettingsSection> OWN = List.of(
      new SettingsSection("profile", Group.YOU),
      new SettingsSection("language", Group.YOU),
      new SettingsSection("devices", Group.DATA),
      new SettingsSection("storage", Group.DATA),
      new SettingsSection("password", Group.SAFETY),
      new SettingsSection("two-step", Group.SAFETY),
      new SettingsSection("recovery-key", Group.SAFETY),
      new SettingsSection("invitations", Group.SERVER),
      new SettingsSection("delete", Group.END));

  /** What Firefox calls sections when it opens them. */
  private static final Map<String, String> NAMES_OF_FIREFOX =
      Map.of("clients", "devices", "avatar", "profile");

  private final Pages pages;
  private final List<SettingsSection> sections;

  SettingsPages(Pages pages, List<SettingsSection> more) {
    this.pages = pages;
    this.sections = Stream.concat(OWN.stream(), more.stream()).toList();
  }

  /** Answers {@code /settings}. */
  Response overview(Request request) {
    return pages.render(request.head(), 200, "settings/overview", Map.of("sections", sections));
  }

  /** Answers {@code /settings/{section}}; for one that there is not, by the overview. */
  Response section(Request request) {
    return find(request.head().pathValue("section"))
        .map(found ->
            pages.render(request.head(), 200, "settings/" + found.name(), Map.of("section", found)))
        .orElseGet(() -> overview(request));
  }

  private Optional<SettingsSection> find(String asked) {
    var name = NAMES_OF_FIREFOX.getOrDefault(asked, asked);
    return sections.stream().filter(section -> section.name().equals(name)).findFirst();
  }
}
