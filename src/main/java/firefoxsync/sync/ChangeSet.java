// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one write does: changes that are kept together, in order. Immutable.
 *
 * @param timestamp of the write; when no change moves time, the unchanged one to report
 * @param roomBytes what the user's quota leaves afterwards, to be told to the client; null without
 */
public record ChangeSet(SyncTimestamp timestamp, List<Change> changes, @Nullable Long roomBytes) {
  /** One change. */
  public sealed interface Change {
    /** Tells whether readers can see it, so that it gets a timestamp of its own. */
    default boolean movesTime() {
      return true;
    }
  }

  /**
   * Merges each update with the live item of its id, or makes one; the collection appears and takes
   * the timestamp even when there is no update. No two updates have the same id.
   */
  public record Put(CollectionName collection, List<BsoUpdate> updates) implements Change {}

  /** Removes items of a collection that exists, as far as they are there. */
  public record Delete(CollectionName collection, List<String> ids) implements Change {}

  /** Removes a collection, its items and its batches. */
  public record Wipe(CollectionName collection) implements Change {}

  /** Removes everything; the store's last-modified time becomes zero. */
  public record WipeAll() implements Change {}

  /** Starts a batch. */
  public record Open(BatchId batch, CollectionName collection, SyncTimestamp started)
      implements Change {
    @Override
    public boolean movesTime() {
      return false;
    }
  }

  /** Keeps updates for a batch; fields of earlier ones of the same id stay unless given anew. */
  public record Stage(BatchId batch, List<BsoUpdate> updates, Growth growth) implements Change {
    @Override
    public boolean movesTime() {
      return false;
    }
  }

  /**
   * Merges everything that was staged for the batch into its collection, and ends the batch. Puts
   * alone may follow it in its change set.
   */
  public record Commit(BatchId batch) implements Change {}

  /** Takes the changes as they are now. */
  public ChangeSet {
    changes = List.copyOf(changes);
  }

  /** Starts a change set that happens at the time. */
  public static ChangeSet at(SyncTimestamp timestamp) {
    return new ChangeSet(timestamp, List.of(), null);
  }

  /** Starts a change set that readers cannot see; it reports the unchanged time. */
  static ChangeSet unseen(SyncTimestamp unchanged) {
    return new ChangeSet(unchanged, List.of(), null);
  }

  /** Returns this change set telling what the quota leaves. */
  ChangeSet leaving(@Nullable Long bytes) {
    return new ChangeSet(timestamp, changes, bytes);
  }

  ChangeSet put(CollectionName collection, List<BsoUpdate> updates) {
    return and(new Put(collection, List.copyOf(updates)));
  }

  ChangeSet put(CollectionName collection, BsoUpdate update) {
    return put(collection, List.of(update));
  }

  ChangeSet delete(CollectionName collection, List<String> ids) {
    return and(new Delete(collection, List.copyOf(ids)));
  }

  ChangeSet wipe(CollectionName collection) {
    return and(new Wipe(collection));
  }

  ChangeSet wipeAll() {
    return and(new WipeAll());
  }

  ChangeSet open(BatchId batch, CollectionName collection, SyncTimestamp started) {
    return and(new Open(batch, collection, started));
  }

  ChangeSet stage(BatchId batch, List<BsoUpdate> updates, Growth growth) {
    return and(new Stage(batch, List.copyOf(updates), growth));
  }

  ChangeSet commit(BatchId batch) {
    return and(new Commit(batch));
  }

  /** Tells whether readers can see any of it. */
  public boolean movesTime() {
    return changes.stream().anyMatch(Change::movesTime);
  }

  /** Tells whether it needs no room beyond saying so, and leaves some. */
  public boolean frees() {
    return !changes.isEmpty()
        && changes.stream()
            .allMatch(change ->
                change instanceof Delete || change instanceof Wipe || change instanceof WipeAll);
  }

  private ChangeSet and(Change change) {
    var more = new ArrayList<>(changes);
    more.add(change);
    return new ChangeSet(timestamp, more, roomBytes);
  }
}
