// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static java.util.stream.Collectors.toCollection;

import firefoxsync.conformance.SigningClient;
import firefoxsync.conformance.SigningClient.Answer;
import firefoxsync.torture.Item.Window;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A user whose collections several writers fill at once, and what must be true of all of them. */
final class User {
  private static final int WIPE_ALL_ONE_IN = 150;

  private final long uid;
  private final Random random;
  private final Tally tally;
  private final List<Lane> lanes;
  private final AtomicLong lastTime = new AtomicLong();

  /** Held for writing by what changes everything, for reading by what changes one lane. */
  private final ReentrantReadWriteLock wholeUser = new ReentrantReadWriteLock(true);

  // Mutable state of the thread that stops and restarts
  private volatile boolean isAnsweredWhenKept;

  User(long uid, Random random, Tally tally) {
    this.uid = uid;
    this.random = random;
    this.tally = tally;
    this.lanes = List.of(
        new Lane(this, "bookmarks", "a", false, false),
        new Lane(this, "bookmarks", "b", false, false),
        new Lane(this, "history", "h", true, false),
        new Lane(this, "tabs", "t", true, true));
  }

  long uid() {
    return uid;
  }

  /** Returns chance for one lane, from this user's own. */
  Random random() {
    return new Random(random.nextLong());
  }

  List<Lane> lanes() {
    return lanes;
  }

  /** The greatest time that any answer told, in hundredths. */
  long lastTime() {
    return lastTime.get();
  }

  void answered(Answer answer) {
    if (answer.status() == 200 || answer.status() == 202) {
      tally.acknowledged.increment();
    }
    if (answer.status() == 200) {
      lastTime.accumulateAndGet(Item.hundredths(answer.lastModified()), Math::max);
    }
  }

  void unanswered() {
    tally.unanswered.increment();
  }

  /** Returns the window that began then and ends now, by whichever clock is ahead. */
  Window window(long fromMillis) {
    return new Window(fromMillis, Math.max(System.currentTimeMillis(), lastTime() * 10));
  }

  /** Says that from now on a write without an answer must not have been kept. */
  void answerWhatIsKept() {
    isAnsweredWhenKept = true;
  }

  boolean isAnsweredWhenKept() {
    return isAnsweredWhenKept;
  }

  /** Lets the lane write once; now and then everything of the user goes instead. */
  void write(Lane lane, SigningClient client) {
    if (lane == lanes.get(0) && random.nextInt(WIPE_ALL_ONE_IN) == 0) {
      wipeAll(client);
      return;
    }
    wholeUser.readLock().lock();
    try {
      lane.step(client);
    } finally {
      wholeUser.readLock().unlock();
    }
  }

  private void wipeAll(SigningClient client) {
    wholeUser.writeLock().lock();
    try {
      lanes.forEach(lane -> lane.settle(client));
      var answer = client.delete("/storage");
      if (answer.status() == 200) {
        answered(answer);
        lanes.forEach(lane -> lane.wiped(lastTime()));
      }
    } catch (UncheckedIOException e) {
      unanswered();
      lanes.forEach(Lane::perhapsWiped);
    } finally {
      wholeUser.writeLock().unlock();
    }
  }

  /** Reads a collection while others write, and checks that rows and time belong together. */
  void read(SigningClient client) {
    var lane = lanes.get(random.nextInt(lanes.size()));
    long from = System.currentTimeMillis();
    var answer = client.get("/storage/" + lane.collection() + "?full=1");
    if (answer.status() == 503) {
      return;
    }
    var window = window(from);
    wholeUser.readLock().lock();
    try {
      for (var other : lanes) {
        if (other.collection().equals(lane.collection())) {
          other.checkReading(answer, window);
        }
      }
    } finally {
      wholeUser.readLock().unlock();
    }
    tally.snapshots.increment();
  }

  /** Checks everything after a restart, and takes it as what holds from now on. */
  void verify(SigningClient client) {
    isAnsweredWhenKept = false;
    lanes.forEach(lane -> lane.settle(client));
    checkWipedWholly();
    var collections = client.get("/info/collections");
    long storeTime = Item.hundredths(collections.lastModified());
    boolean isAllGone = lanes.stream().allMatch(Lane::isEmpty);
    if (storeTime < lastTime() && !(isAllGone && storeTime == 0)) {
      throw new AssertionError("user %d: the store's time went back from %d to %d"
          .formatted(uid, lastTime(), storeTime));
    }
    lastTime.accumulateAndGet(storeTime, Math::max);
    lanes.forEach(Lane::restarted);
    var counts = client.get("/info/collection_counts").json();
    var listed = lanes.stream().map(Lane::collection).collect(toCollection(TreeSet::new));
    listed.remove("tabs");
    for (var collection : listed) {
      int items = client.get("/storage/" + collection).texts().size();
      int count = counts.has(collection) ? counts.get(collection).asInt() : 0;
      if (items != count) {
        throw new AssertionError(
            "user %d: %s has %d items and counts %d".formatted(uid, collection, items, count));
      }
    }
    tally.verified.increment();
  }

  private void checkWipedWholly() {
    var certain = lanes.stream().filter(Lane::hadItems).toList();
    long empty = certain.stream().filter(Lane::isEmpty).count();
    if (empty != 0 && empty != certain.size()) {
      throw new AssertionError("user %d: everything was deleted by half".formatted(uid));
    }
  }
}
