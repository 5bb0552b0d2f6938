// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * The log of one store, as far as it is in the database.
 *
 * @param storeId its folder's name at the provider
 * @param writer what this server calls itself in it
 * @param keys which keys the data are encrypted with; null when nobody has told
 * @param number of the last commit that is in the database; 0 before the first
 * @param digest that commit's
 * @param checkpoint the newest that was read back, 0 when there is none
 * @param earlierCheckpoint the one before it
 */
record StoreLog(
    long uid,
    Person person,
    String storeId,
    String writer,
    State state,
    @Nullable LogKeys keys,
    long number,
    String digest,
    long checkpoint,
    long earlierCheckpoint) {
  /** Who writes it. */
  enum State {
    /** Nobody yet: it has to be opened first. */
    NEW,
    /** This server, but not all that was here before is there yet. */
    FILLING,
    /** This server. */
    OPEN,
    /** Another server, which has taken it over. */
    TAKEN,
    /** Nobody knows: the provider's commits contradict those here. */
    FORKED
  }

  /** Returns a log that nobody has written to, under no name yet. */
  static StoreLog fresh(Person person, long uid, String storeId, @Nullable LogKeys keys) {
    return new StoreLog(uid, person, storeId, "", State.NEW, keys, 0, CommitHead.NO_DIGEST, 0, 0);
  }

  /** Returns this log with another commit at its end. */
  StoreLog at(long newNumber, String newDigest) {
    return new StoreLog(
        uid,
        person,
        storeId,
        writer,
        state,
        keys,
        newNumber,
        newDigest,
        checkpoint,
        earlierCheckpoint);
  }

  StoreLog encryptedWith(LogKeys newKeys) {
    return new StoreLog(
        uid,
        person,
        storeId,
        writer,
        state,
        newKeys,
        number,
        digest,
        checkpoint,
        earlierCheckpoint);
  }

  StoreLog in(State other) {
    return new StoreLog(
        uid, person, storeId, writer, other, keys, number, digest, checkpoint, earlierCheckpoint);
  }

  /** Returns this log written under another name from now on. */
  StoreLog by(String newWriter) {
    return new StoreLog(
        uid,
        person,
        storeId,
        newWriter,
        state,
        keys,
        number,
        digest,
        checkpoint,
        earlierCheckpoint);
  }

  /** Returns this log with a new checkpoint, the newest becoming the one before it. */
  StoreLog checkpointed(long newCheckpoint) {
    return new StoreLog(
        uid,
        person,
        storeId,
        writer,
        state,
        keys,
        number,
        digest,
        newCheckpoint,
        newCheckpoint == checkpoint ? earlierCheckpoint : checkpoint);
  }

  /** Returns this log without the checkpoint before the newest. */
  StoreLog withoutEarlierCheckpoint() {
    return new StoreLog(
        uid, person, storeId, writer, state, keys, number, digest, checkpoint, checkpoint);
  }

  /** Tells whether writes are taken. */
  boolean isOurs() {
    return state == State.NEW || state == State.FILLING || state == State.OPEN;
  }

  StorePaths paths() {
    return new StorePaths(storeId);
  }
}
