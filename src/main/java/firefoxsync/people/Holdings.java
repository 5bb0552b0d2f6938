// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

import java.util.List;

/** Tells a person what the server has of hers, by kind. */
@FunctionalInterface
public interface Holdings {
  /**
   * Items of one kind.
   *
   * @param name as its feature calls the kind, such as {@code bookmarks}
   * @param modifiedAt when it changed last, in milliseconds
   */
  record Holding(String name, long items, long bytes, long modifiedAt) {}

  /** Returns what a person has, sorted by name. */
  List<Holding> of(Person person);
}
