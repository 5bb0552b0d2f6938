// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import java.util.Locale;

/** Bytes as people read them. */
final class Amount {
  private static final double KIBI = 1024;

  private Amount() {}

  static String of(long bytes) {
    double amount = bytes;
    for (var unit : new String[] {"bytes", "KiB", "MiB"}) {
      if (amount < KIBI) {
        return text(amount, unit);
      }
      amount /= KIBI;
    }
    return text(amount, "GiB");
  }

  private static String text(double amount, String unit) {
    boolean isWhole = amount >= 100 || unit.equals("bytes");
    return String.format(Locale.ROOT, isWhole ? "%.0f %s" : "%.1f %s", amount, unit);
  }
}
