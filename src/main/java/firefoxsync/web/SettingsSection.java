// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import java.util.Locale;

/**
 * One thing that a person settles on a page of its own, {@code /settings/NAME}. Everything follows from
 * the name: the template {@code settings/NAME.jte}, the script {@code NAME-section.js}, the words
 * {@code settings.NAME.title} and {@code .lead}, and for the script those under {@code say-NAME.}.
 *
 * @param name lower-case words joined by hyphens, as it stands in the address
 * @param group the heading under which the overview lists it
 */
public record SettingsSection(String name, Group group) {
  /** The headings of the overview, in their order. */
  public enum Group {
    YOU,
    DATA,
    SAFETY,
    /** What owners alone see. */
    SERVER,
    END;

    /** Returns the last part of the key of its words. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes a name that can stand in an address and in file names. */
  public SettingsSection {
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("no name of a section: " + name);
    }
  }

  /** Returns what its words' keys begin with. */
  public String key() {
    return "settings." + name + ".";
  }
}
