// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.sync.BsoQuery.Sort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store must do. */
interface BsoStoreContract {
  long UID = 42;
  CollectionName BOOKMARKS = new CollectionName("bookmarks");
  CollectionName TABS = new CollectionName("tabs");

  BsoStore store();

  TestClock clock();

  @Test
  default void nobodyHasNothing() {
    assertThat(store().<Object>read(UID, UserBsos::lastModified)).isEqualTo(SyncTimestamp.ZERO);
    assertThat(store().read(UID, UserBsos::timestamps)).isEmpty();
    assertThat(store().read(UID, UserBsos::isRetired)).isFalse();
    assertThat(all(Sort.NEWEST)).isEmpty();
  }

  @Test
  default void putItemIsFound() {
    var written = put(update("a", "payload", 7L, null));

    assertThat(find("a")).isEqualTo(new Bso("a", written, 7L, "payload"));
  }

  @Test
  default void payloadKeepsEveryCharacter() {
    var payload = "\u0000\"\\\n\u007f\u00e9\u20ac\ud83e\udd8a";
    put(update("a", payload, null, null));

    assertThat(find("a").payload()).isEqualTo(payload);
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(5 + 2 + 3 + 4);
  }

  @Test
  default void itemWithoutPayloadReadsAsEmptyText() {
    var written = put(update("a", null, null, null));

    assertThat(find("a")).isEqualTo(new Bso("a", written, null, ""));
  }

  @Test
  default void fieldsThatAreNotGivenStay() {
    put(update("a", "one", 7L, null));
    var second = put(update("a", "two", null, null));
    assertThat(find("a")).isEqualTo(new Bso("a", second, 7L, "two"));

    var third = put(update("a", null, 8L, null));
    assertThat(find("a")).isEqualTo(new Bso("a", third, 8L, "two"));
  }

  @Test
  default void emptyPayloadReplacesAnother() {
    put(update("a", "one", null, null));
    put(update("a", "", null, null));

    assertThat(find("a").payload()).isEmpty();
    assertThat(store().read(UID, UserBsos::usedBytes)).isZero();
  }

  @Test
  default void touchLeavesModifiedButMovesTheCollection() {
    var first = put(update("a", "one", null, null));
    var second = put(update("a", null, null, 60L));

    assertThat(find("a").modified()).isEqualTo(first);
    assertThat(lastModified(BOOKMARKS)).isEqualTo(second);
  }

  @Test
  default void touchOfNothingMakesAnItem() {
    var written = put(update("a", null, null, 60L));

    assertThat(find("a")).isEqualTo(new Bso("a", written, null, ""));
  }

  @Test
  default void timestampsOfOneUserAlwaysGrow() {
    var first = put(update("a", "1", null, null));
    var second = put(update("a", "2", null, null));
    clock().advance(Duration.ofHours(-1));
    var third = put(update("a", "3", null, null));

    assertThat(second.millis()).isEqualTo(first.millis() + 10);
    assertThat(third.millis()).isEqualTo(second.millis() + 10);
    assertThat(lastModified(BOOKMARKS)).isEqualTo(third);
  }

  @Test
  default void timestampFollowsTheClock() {
    put(update("a", "1", null, null));
    clock().advance(Duration.ofSeconds(5));

    assertThat(put(update("a", "2", null, null)))
        .isEqualTo(SyncTimestamp.of(clock().instant()));
  }

  @Test
  default void writeInThePastIsRefused() {
    var written = put(update("a", "1", null, null));

    assertThatThrownBy(() -> store()
            .write(UID, data -> ChangeSet.at(written).put(BOOKMARKS, update("a", "2", null, null))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(find("a").payload()).isEqualTo("1");
  }

  @Test
  default void decisionThatThrowsKeepsNothing() {
    assertThatThrownBy(() -> store().write(UID, data -> {
          throw new IllegalStateException("no");
        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().read(UID, UserBsos::timestamps)).isEmpty();
  }

  @Test
  default void itemExpiresWithItsTtl() {
    put(update("a", "one", null, 10L), update("b", "two", null, null));
    clock().advance(Duration.ofSeconds(9));
    assertThat(ids(Sort.NEWEST)).containsExactly("b", "a");

    clock().advance(Duration.ofSeconds(1));
    assertThat(ids(Sort.NEWEST)).containsExactly("b");
    assertThat(has("a")).isFalse();
    assertThat(store().read(UID, UserBsos::counts)).containsExactly(entry(BOOKMARKS, 1L));
    assertThat(store().read(UID, UserBsos::usage)).containsExactly(entry(BOOKMARKS, 3L));
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(3);
    assertThat(store().<Object>read(UID, data -> data.lastModified(BOOKMARKS, "a")))
        .isEqualTo(SyncTimestamp.ZERO);
  }

  @Test
  default void ttlOfZeroExpiresAtOnce() {
    put(update("a", "one", null, 0L));

    assertThat(has("a")).isFalse();
    assertThat(store().read(UID, UserBsos::counts)).isEmpty();
    assertThat(store().read(UID, UserBsos::timestamps)).containsKey(BOOKMARKS);
  }

  @Test
  default void expiredItemCountsAsNeverThereForAWrite() {
    put(update("a", "one", 7L, 10L));
    clock().advance(Duration.ofSeconds(11));
    var written = put(update("a", null, 8L, null));

    assertThat(find("a")).isEqualTo(new Bso("a", written, 8L, ""));
    assertThat(store().read(UID, UserBsos::usedBytes)).isZero();
    clock().advance(Duration.ofDays(1000));
    assertThat(has("a")).isTrue();
  }

  @Test
  default void ttlStaysUnlessGivenAnew() {
    put(update("a", "one", null, 10L));
    put(update("a", "two", null, null));
    clock().advance(Duration.ofSeconds(10));
    assertThat(has("a")).isFalse();

    put(update("a", "three", null, 10L));
    put(update("a", null, null, 100L));
    clock().advance(Duration.ofSeconds(50));
    assertThat(find("a").payload()).isEqualTo("three");
  }

  @Test
  default void countsAndUsageFollowEveryChange() {
    put(update("a", "12345", null, null), update("b", "123", null, null));
    put(update("a", "1", null, null), update("c", null, null, null));
    assertThat(store().read(UID, UserBsos::counts)).containsExactly(entry(BOOKMARKS, 3L));
    assertThat(store().read(UID, UserBsos::usage)).containsExactly(entry(BOOKMARKS, 4L));

    write(set -> set.delete(BOOKMARKS, List.of("b", "nosuch")));
    assertThat(store().read(UID, UserBsos::counts)).containsExactly(entry(BOOKMARKS, 2L));
    assertThat(store().read(UID, UserBsos::usage)).containsExactly(entry(BOOKMARKS, 1L));

    write(set -> set.delete(BOOKMARKS, List.of("a", "c")));
    assertThat(store().read(UID, UserBsos::counts)).isEmpty();
    assertThat(store().read(UID, UserBsos::timestamps)).containsKey(BOOKMARKS);
  }

  @Test
  default void usersDoNotSeeEachOther() {
    put(update("a", "one", null, null));

    assertThat(store().read(43, UserBsos::timestamps)).isEmpty();
  }

  @Test
  default void collectionsDoNotSeeEachOther() {
    var first = put(update("a", "one", null, null));
    var second = write(set -> set.put(TABS, update("a", "two", null, null)));

    assertThat(find("a").payload()).isEqualTo("one");
    assertThat(lastModified(BOOKMARKS)).isEqualTo(first);
    assertThat(lastModified(TABS)).isEqualTo(second);
    assertThat(store().<Object>read(UID, UserBsos::lastModified)).isEqualTo(second);
  }

  @Test
  default void wipedCollectionIsGoneAndMovesTheStore() {
    put(update("a", "one", null, null));
    write(set -> set.put(TABS, update("t", "tab", null, null)));
    var wiped = write(set -> set.wipe(BOOKMARKS));

    assertThat(store().read(UID, UserBsos::timestamps)).containsOnlyKeys(TABS);
    assertThat(store().<Object>read(UID, UserBsos::lastModified)).isEqualTo(wiped);
    assertThat(has("a")).isFalse();

    put(update("b", "two", null, null));
    assertThat(ids(Sort.NEWEST)).containsExactly("b");
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(6);
  }

  @Test
  default void wipedStoreIsEmptyButItsTimeGoesOn() {
    put(update("a", "one", null, null));
    var wiped = write(ChangeSet::wipeAll);

    assertThat(store().read(UID, UserBsos::timestamps)).isEmpty();
    assertThat(store().<Object>read(UID, UserBsos::lastModified)).isEqualTo(SyncTimestamp.ZERO);
    assertThat(put(update("a", "two", null, null)).isAfter(wiped)).isTrue();
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(3);
  }

  @Test
  default void ordersAreTotal() {
    var first = put(update("b", "", 5L, null), update("c", "", null, null));
    put(update("a", "", 5L, null), update("d", "", -3L, null));

    assertThat(ids(Sort.NEWEST)).containsExactly("d", "a", "c", "b");
    assertThat(ids(Sort.OLDEST)).containsExactly("b", "c", "a", "d");
    assertThat(ids(Sort.INDEX)).containsExactly("b", "a", "d", "c");
    assertThat(find("b").modified()).isEqualTo(first);
  }

  @Test
  default void pagesNeitherRepeatNorSkip() {
    var updates = IntStream.range(0, 7)
        .mapToObj(i -> update("id" + i, "", i % 3 == 0 ? null : (long) (i % 3), null))
        .toList();
    write(set -> set.put(BOOKMARKS, updates.subList(0, 4)));
    write(set -> set.put(BOOKMARKS, updates.subList(4, 7)));

    for (var sort : Sort.values()) {
      var query = BsoQuery.all(sort).withLimit(2);
      var seen = new ArrayList<Bso>();
      for (var page = query(query); !page.isEmpty(); page = query(query)) {
        seen.addAll(page);
        query = query.after(BsoOffset.behind(page.get(page.size() - 1), sort));
      }
      assertThat(seen).isEqualTo(all(sort)).hasSize(7);
    }
  }

  @Test
  default void newerAndOlderAreStrict() {
    var first = put(update("a", "", null, null));
    var second = put(update("b", "", null, null));
    var third = put(update("c", "", null, null));

    var between = new BsoQuery(null, first, third, Sort.NEWEST, null, null, true);
    assertThat(query(between)).extracting(Bso::modified).containsExactly(second);
  }

  @Test
  default void idsRestrictAndUnknownOnesAreSkipped() {
    put(update("a", "", null, null), update("b", "", null, null), update("c", "", null, null));

    var query =
        new BsoQuery(List.of("c", "nosuch", "a"), null, null, Sort.OLDEST, null, null, false);
    assertThat(query(query)).extracting(Bso::id).containsExactly("a", "c");
  }

  @Test
  default void aHundredIdsAreFound() {
    var ids = IntStream.range(0, 100).mapToObj(i -> "id" + i).toList();
    write(set ->
        set.put(BOOKMARKS, ids.stream().map(id -> update(id, "x", null, null)).toList()));

    var query = new BsoQuery(ids, null, null, Sort.NEWEST, null, null, true);
    assertThat(query(query)).hasSize(100);
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(100);
  }

  @Test
  default void payloadsComeOnlyWhenAskedFor() {
    put(update("a", "one", null, null));

    var query = new BsoQuery(null, null, null, Sort.NEWEST, null, null, false);
    assertThat(query(query)).extracting(Bso::payload).containsExactly("");
  }

  @Test
  default void limitOfZeroGivesNothing() {
    put(update("a", "one", null, null));

    assertThat(query(BsoQuery.all(Sort.NEWEST).withLimit(0))).isEmpty();
  }

  @Test
  default void stagedItemsAreUnseenUntilTheCommit() {
    var before = put(update("a", "one", 7L, null));
    var batch = batch(update("a", "two", null, null), update("b", "new", null, 10L));
    assertThat(find("a").payload()).isEqualTo("one");
    assertThat(lastModified(BOOKMARKS)).isEqualTo(before);
    assertThat(store().read(UID, UserBsos::counts)).containsExactly(entry(BOOKMARKS, 1L));

    var committed = write(set -> set.commit(batch));
    assertThat(find("a")).isEqualTo(new Bso("a", committed, 7L, "two"));
    assertThat(find("b")).isEqualTo(new Bso("b", committed, null, "new"));
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(6);
    assertThat(staged(UID, batch)).isEmpty();

    clock().advance(Duration.ofSeconds(11));
    assertThat(has("b")).isFalse();
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(3);
  }

  @Test
  default void batchDoesNotMakeItsCollectionAppear() {
    batch(update("a", "one", null, null));

    assertThat(store().read(UID, UserBsos::timestamps)).isEmpty();
    assertThat(lastModified(BOOKMARKS)).isEqualTo(SyncTimestamp.ZERO);
  }

  @Test
  default void stagingAgainReplacesOnlyWhatIsGiven() {
    var batch = batch(update("a", "one", 1L, null), update("b", "other", null, null));
    stage(batch, update("a", null, 2L, 60L));
    var committed = write(set -> set.commit(batch));

    assertThat(find("a")).isEqualTo(new Bso("a", committed, 2L, "one"));
    assertThat(find("b").payload()).isEqualTo("other");
  }

  @Test
  default void touchInABatchLeavesModified() {
    var first = put(update("a", "one", null, null));
    var batch = batch(update("a", null, null, 60L));
    write(set -> set.commit(batch));

    assertThat(find("a").modified()).isEqualTo(first);
  }

  @Test
  default void itemsOfTheCommittingWriteWin() {
    var batch = batch(update("a", "staged", 1L, null));
    var committed =
        write(set -> set.commit(batch).put(BOOKMARKS, update("a", "direct", null, null)));

    assertThat(find("a")).isEqualTo(new Bso("a", committed, 1L, "direct"));
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(6);
  }

  @Test
  default void batchTellsWhatItHolds() {
    var started = SyncTimestamp.of(clock().instant());
    var batch = batch(update("a", "one", null, null));
    stage(batch, update("b", "\u20ac", null, null));

    assertThat(staged(UID, batch)).contains(new Batch(BOOKMARKS, started, 2, 6));
    assertThat(staged(43, batch)).isEmpty();
    Map<String, Long> found = store().read(UID, data -> data.staged(batch, List.of("a", "c")));
    assertThat(found).containsExactly(entry("a", 3L));
    Map<String, Long> others = store().read(43, data -> data.staged(batch, List.of("a")));
    assertThat(others).isEmpty();
  }

  @Test
  default void itemThatIsStagedAgainCountsOnce() {
    var started = SyncTimestamp.of(clock().instant());
    var batch = batch(update("a", "one", null, null), update("b", "two", null, null));
    stage(batch, update("a", "four!", null, null), update("b", null, 1L, null));

    assertThat(staged(UID, batch)).contains(new Batch(BOOKMARKS, started, 2, 8));
  }

  @Test
  default void bytesOfSomeItemsLeaveExpiredOnesOut() {
    put(update("a", "one", null, null), update("b", "three", null, 10L));
    assertThat(used(List.of("a", "b", "c"))).isEqualTo(8);
    clock().advance(Duration.ofSeconds(11));

    assertThat(used(List.of("a", "b", "c"))).isEqualTo(3);
    assertThat(used(List.of())).isZero();
    assertThat(store().<Long>read(UID, data -> data.payloadBytes(TABS, List.of("a"))))
        .isZero();
  }

  private long used(List<String> ids) {
    return store().read(UID, data -> data.payloadBytes(BOOKMARKS, ids));
  }

  @Test
  default void quotaOfAUserStaysWhateverSheWrites() {
    assertThat(store().read(UID, UserBsos::quotaBytes)).isEmpty();
    store().limit(UID, OptionalLong.of(5000));
    put(update("a", "one", null, null));
    write(ChangeSet::wipeAll);
    assertThat(store().read(UID, UserBsos::quotaBytes)).hasValue(5000);
    assertThat(store().read(43, UserBsos::quotaBytes)).isEmpty();

    store().limit(UID, OptionalLong.empty());
    assertThat(store().read(UID, UserBsos::quotaBytes)).isEmpty();
  }

  @Test
  default void roomThatAWriteLeavesIsToldOnlyWhenItIsKnown() {
    var told = store()
        .write(UID, data -> ChangeSet.at(data.nextTimestamp()).leaving(7L).put(TABS, List.of()));

    assertThat(told.roomBytes()).isEqualTo(7);
    assertThat(store()
            .write(UID, data -> ChangeSet.at(data.nextTimestamp()).wipeAll())
            .roomBytes())
        .isNull();
  }

  @Test
  default void wipingACollectionDropsItsBatches() {
    put(update("a", "one", null, null));
    var dropped = batch(update("b", "two", null, null));
    write(set -> set.wipe(BOOKMARKS));
    assertThat(staged(UID, dropped)).isEmpty();

    var other = batch(update("c", "three", null, null));
    write(ChangeSet::wipeAll);
    assertThat(staged(UID, other)).isEmpty();
  }

  @Test
  default void retiredUidKeepsItsDataAndSaysSo() {
    put(update("a", "one", null, null));
    store().retire(UID);
    store().retire(UID);

    assertThat(store().read(UID, UserBsos::isRetired)).isTrue();
    assertThat(has("a")).isTrue();
  }

  @Test
  default void erasedUidIsEmptyAndRetired() {
    put(update("a", "one", null, null));
    store().erase(UID);
    store().erase(UID);

    assertThat(store().read(UID, UserBsos::isRetired)).isTrue();
    assertThat(store().read(UID, UserBsos::timestamps)).isEmpty();
    assertThat(store().read(UID, UserBsos::usedBytes)).isZero();
  }

  @Test
  default void purgeChangesNothingThatCanBeSeen() {
    put(update("a", "one", null, 10L), update("b", "two", null, 100L));
    write(set -> set.put(TABS, update("t", "tab", null, null)));
    write(set -> set.wipe(TABS));
    batch(update("c", "three", null, null));
    clock().advance(Duration.ofSeconds(10));
    var modified = lastModified(BOOKMARKS);
    purgeAll();

    assertThat(ids(Sort.NEWEST)).containsExactly("b");
    assertThat(store().read(UID, UserBsos::usedBytes)).isEqualTo(3);
    assertThat(lastModified(BOOKMARKS)).isEqualTo(modified);
    clock().advance(Duration.ofSeconds(90));
    assertThat(store().read(UID, UserBsos::counts)).isEmpty();
    purgeAll();
    assertThat(store().read(UID, UserBsos::usedBytes)).isZero();
  }

  /** Purges in the smallest steps until nothing is left. */
  default void purgeAll() {
    var next = store().purge(0, 1);
    while (next.isPresent()) {
      next = store().purge(next.getAsLong(), 1);
    }
  }

  default SyncTimestamp put(BsoUpdate... updates) {
    return write(set -> set.put(BOOKMARKS, List.of(updates)));
  }

  default SyncTimestamp write(UnaryOperator<ChangeSet> changes) {
    return store()
        .write(UID, data -> changes.apply(ChangeSet.at(data.nextTimestamp())))
        .timestamp();
  }

  default BatchId batch(BsoUpdate... updates) {
    var batch = BatchId.fresh(new Secrets());
    store().write(UID, data -> ChangeSet.unseen(data.lastModified(BOOKMARKS))
        .open(batch, BOOKMARKS, data.now())
        .stage(batch, List.of(updates), Growth.ofNew(List.of(updates))));
    return batch;
  }

  default void stage(BatchId batch, BsoUpdate... updates) {
    store().write(UID, data -> ChangeSet.unseen(data.lastModified(BOOKMARKS))
        .stage(batch, List.of(updates), Growth.of(data, batch, List.of(updates))));
  }

  default Bso find(String id) {
    return store().read(UID, data -> data.find(BOOKMARKS, id)).orElseThrow();
  }

  default Optional<Batch> staged(long uid, BatchId batch) {
    return store().read(uid, data -> data.batch(batch));
  }

  default boolean has(String id) {
    return store().read(UID, data -> data.find(BOOKMARKS, id).isPresent());
  }

  default SyncTimestamp lastModified(CollectionName collection) {
    return store().read(UID, data -> data.lastModified(collection));
  }

  default List<Bso> query(BsoQuery query) {
    return store().read(UID, data -> {
      var found = new ArrayList<Bso>();
      data.query(BOOKMARKS, query, found::add);
      return found;
    });
  }

  default List<Bso> all(Sort sort) {
    return query(BsoQuery.all(sort));
  }

  default List<String> ids(Sort sort) {
    return all(sort).stream().map(Bso::id).toList();
  }

  static BsoUpdate update(
      String id, @Nullable String payload, @Nullable Long sortIndex, @Nullable Long ttlSeconds) {
    return new BsoUpdate(id, payload, sortIndex, ttlSeconds);
  }
}
