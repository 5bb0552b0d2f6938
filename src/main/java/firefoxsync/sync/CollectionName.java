// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

/** The name of a collection, such as {@code bookmarks}. Upper and lower case differ. */
public record CollectionName(String value) implements Comparable<CollectionName> {
  /** What a name looks like. */
  static final String REGEX = "[A-Za-z0-9._-]{1,32}";

  private static final int CHARACTERS_MAX = 32;

  /** Refuses what is no name. */
  public CollectionName {
    boolean isName = !value.isEmpty() && value.length() <= CHARACTERS_MAX;
    for (int i = 0; isName && i < value.length(); i++) {
      isName = isOfName(value.charAt(i));
    }
    if (!isName) {
      throw new IllegalArgumentException("not the name of a collection");
    }
  }

  /** Every sync reads all names, for which the pattern would take as long as the rest of it. */
  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
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
