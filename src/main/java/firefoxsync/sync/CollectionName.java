// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.regex.Pattern;

/** The name of a collection, such as {@code bookmarks}. Upper and lower case differ. */
record CollectionName(String value) implements Comparable<CollectionName> {
  /** What a name looks like. */
  static final String REGEX = "[A-Za-z0-9._-]{1,32}";

  private static final Pattern PATTERN = Pattern.compile(REGEX);

  /** Refuses what is no name. */
  CollectionName {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a collection");
    }
  }

  @Override
  public int compareTo(CollectionName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
