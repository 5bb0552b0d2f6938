// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing a device is. */
public enum DeviceType {
  DESKTOP,
  MOBILE,
  TABLET,
  VR,
  TV;

  /** Returns the type that has this word on the wire. */
  static Optional<DeviceType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  /** Returns the word on the wire. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
