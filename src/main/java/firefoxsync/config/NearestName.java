// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a key or took it for a key of another table. */
final class NearestName {
  private NearestName() {}

  /** Returns the known name that is nearest, unless none is near. */
  static Optional<String> of(String name, Collection<String> known) {
    var elsewhere =
        known.stream().filter(other -> last(other).equals(last(name))).findFirst();
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    return known.stream()
        .min(Comparator.comparingInt(other -> distance(name, other)))
        .filter(nearest -> distance(name, nearest) <= Math.max(2, name.length() / 3));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Returns how many letters must be put, dropped or changed to get from one to the other. */
  static int distance(String one, String other) {
    var above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }
}
