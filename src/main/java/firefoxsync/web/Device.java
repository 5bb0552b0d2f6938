// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import java.util.Locale;

/** The kinds of devices that the setup page knows steps for. */
public enum Device {
  /** Firefox on a computer. */
  DESKTOP,
  /** Firefox for Android. */
  ANDROID,
  /** Firefox for iPhone and iPad. */
  IOS,
  /** Every Firefox of a Debian computer at once. */
  DEBIAN;

  /** Guesses from what the browser says of itself. */
  static Device of(String userAgent) {
    if (userAgent.contains("Android")) {
      return ANDROID;
    }
    return userAgent.contains("iPhone") || userAgent.contains("iPad") || userAgent.contains("FxiOS")
        ? IOS
        : DESKTOP;
  }

  /** Returns the name in texts and addresses. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
