// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

/** What one feature keeps for a person. */
public interface Belongings {
  /** Returns how many bytes of hers the feature keeps. */
  long usedBytes(Person person);

  /** Forgets everything of hers, for good. Safe to repeat. */
  void erase(Person person);
}
