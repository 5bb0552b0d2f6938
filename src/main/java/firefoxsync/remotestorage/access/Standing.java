// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.database.Transaction;
import firefoxsync.people.Person;
import java.util.OptionalLong;

/** Says who may come at all. */
@FunctionalInterface
public interface Standing {
  /**
   * Returns a number that grows with each change of the person's password, as of the snapshot; empty
   * when she is gone or shut out.
   */
  OptionalLong generation(Transaction snapshot, Person person);
}
