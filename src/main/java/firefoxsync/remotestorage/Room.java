// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.people.Person;
import java.util.OptionalLong;

/** Says how much people may keep. */
@FunctionalInterface
public interface Room {
  /** Returns how many bytes all documents of the person may have; empty when nobody counts. */
  OptionalLong of(Person person);
}
