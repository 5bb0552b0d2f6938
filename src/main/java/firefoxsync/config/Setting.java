// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.regex.Pattern;

/** What holds for one key, and why. */
public final class Setting {
  static final String DEFAULT = "default";
  static final String MISSING = "an example: must be set";

  /** A password in an address. */
  private static final Pattern USER_INFO = Pattern.compile("(://[^/@\\s\"]*:)[^/@\\s\"]*@");

  private final String name;
  private final Spelling value;
  private final String origin;

  Setting(String name, Spelling value, String origin) {
    this.name = name;
    this.value = value;
    this.origin = origin;
  }

  /** Returns the value without quotes, and with commas between the texts of a list. */
  public String plain() {
    return value.plain();
  }

  boolean isDefault() {
    return origin.equals(DEFAULT);
  }

  boolean isMissing() {
    return origin.equals(MISSING);
  }

  /** Returns the key, the value as TOML, and behind a # where it comes from; passwords are hidden. */
  @Override
  public String toString() {
    var shown = USER_INFO.matcher(value.toml()).replaceAll("$1***@");
    return "%s = %s  # %s".formatted(name, shown, origin);
  }
}
