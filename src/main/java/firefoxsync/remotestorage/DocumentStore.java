// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.people.Person;
import java.util.function.Function;

/** Every person's documents. Safe for concurrent use. */
interface DocumentStore {
  /** Runs the work on one snapshot of the person's documents. */
  <T> T read(Person person, Function<DocumentTree, T> work);

  /**
   * Decides on a snapshot that no other write of this person can change, then keeps the change whole:
   * the document, the sums, and the versions of all folders up to the root. The decision may run more
   * than once; when it throws, nothing is kept.
   */
  Written write(Person person, Function<DocumentTree, DocumentChange> decide);

  /**
   * Keeps a piece of an upload that no document shows yet, the next one or again the last.
   *
   * @param index counted from 0
   * @param piece of {@link NewContent#PIECE_BYTES}
   */
  void stage(Person person, long upload, int index, byte[] piece);

  /** Forgets an upload that no document shows; nothing happens when one does. */
  void discard(Person person, long upload);

  /** Forgets all documents of the person, in small steps. Safe to repeat. */
  void erase(Person person);

  /**
   * Takes one small step at removing what nobody can see any more: uploads that stopped coming, what
   * was replaced, what an erasure left. True when there may be more.
   */
  boolean purge();

  /**
   * Has every version of everything differ from all that were ever told: after a backup was restored,
   * changes are counted from where they were then.
   */
  void renewEpochs();
}
