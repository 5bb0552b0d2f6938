// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import firefoxsync.people.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncUsersTest {
  private static final Person ADA = Person.local("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  private static final Person BEA = Person.local("bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb");

  private final TestClock clock = new TestClock();
  private final Set<Long> erased = new HashSet<>();
  private Database database;
  private SyncUsers users;
  private SyncBelongings belongings;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(directory);
    users = new SyncUsers(database, clock, new Secrets(), true);
    belongings = new SyncBelongings(database, clock, uid -> 100, erased::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void sameKeysHaveTheSameUid() {
    var first = users.admit(claim(ADA, 20, 10, "aaaa"));
    var second = users.admit(claim(ADA, 20, 10, "aaaa"));
    assertThat(second).isEqualTo(first);
    assertThat(first.uid()).isBetween(1L, (long) Integer.MAX_VALUE);
  }

  @Test
  void eachPersonHasHerOwnUid() {
    assertThat(users.admit(claim(ADA, 20, 10, "aaaa")).uid())
        .isNotEqualTo(users.admit(claim(BEA, 20, 10, "aaaa")).uid());
  }

  @Test
  void sameAccountIdOfAnotherIssuerIsAnotherPerson() {
    var elsewhere = new Person("https://accounts.firefox.com", ADA.accountId());
    assertThat(users.admit(claim(ADA, 20, 10, "aaaa")).uid())
        .isNotEqualTo(users.admit(claim(elsewhere, 20, 10, "aaaa")).uid());
  }

  @Test
  void newPasswordKeepsTheUid() {
    var before = users.admit(claim(ADA, 20, 10, "aaaa"));
    var after = users.admit(claim(ADA, 25, 10, "aaaa"));
    assertThat(after.uid()).isEqualTo(before.uid());
    assertThat(after.generation()).isEqualTo(25);
    assertRefused(claim(ADA, 20, 10, "aaaa"), TokenError.INVALID_GENERATION);
  }

  @Test
  void newKeysHaveANewUidAndTheOldOnesMayNotComeBack() {
    var before = users.admit(claim(ADA, 20, 10, "aaaa"));
    var after = users.admit(claim(ADA, 25, 15, "bbbb"));
    assertThat(after.uid()).isNotEqualTo(before.uid());
    assertThat(users.admit(claim(ADA, 25, 15, "bbbb"))).isEqualTo(after);
    assertRefused(claim(ADA, 30, 20, "aaaa"), TokenError.STALE_CLIENT_STATE);
  }

  @Test
  void refusedClaimChangesNothing() {
    var before = users.admit(claim(ADA, 20, 10, "aaaa"));
    assertRefused(claim(ADA, 30, 9, "aaaa"), TokenError.INVALID_KEYS_CHANGED_AT);
    assertThat(users.admit(claim(ADA, 20, 10, "aaaa"))).isEqualTo(before);
  }

  @Test
  void issuerWithoutGenerationsIsFollowedByTheTimeOfTheKeys() {
    var silent = new Claim(ADA, OptionalLong.empty(), new KeyId(OptionalLong.of(10), "aaaa"));
    assertThat(users.admit(silent).generation()).isZero();
    assertThat(users.admit(silent).generation()).isEqualTo(0);
    var newKeys = new Claim(ADA, OptionalLong.empty(), new KeyId(OptionalLong.of(15), "bbbb"));
    assertThat(users.admit(newKeys).generation()).isEqualTo(15);
  }

  @Test
  void newPeopleAreRefusedWhenTheDoorIsShut() {
    users.admit(claim(ADA, 20, 10, "aaaa"));
    users = new SyncUsers(database, clock, new Secrets(), false);
    users.admit(claim(ADA, 20, 10, "aaaa"));
    users.admit(claim(ADA, 25, 15, "bbbb"));
    assertRefused(claim(BEA, 20, 10, "aaaa"), TokenError.NEW_USERS_DISABLED);
  }

  @Test
  void replacedRowThatIsCurrentGivesWayToANewUid() {
    var before = users.admit(claim(ADA, 20, 10, "aaaa"));
    update("UPDATE sync_users SET replaced_at = 1");
    var after = users.admit(claim(ADA, 20, 10, "aaaa"));
    assertThat(after.uid()).isNotEqualTo(before.uid());
    assertThat(after.replacedAt()).isEmpty();
    assertThat(users.admit(claim(ADA, 20, 10, "aaaa"))).isEqualTo(after);
  }

  @Test
  void replacedRowHandsOnWhatWasKnown() {
    users.admit(claim(ADA, 20, 10, "aaaa"));
    update("UPDATE sync_users SET replaced_at = 1");
    assertRefused(claim(ADA, 15, 10, "aaaa"), TokenError.INVALID_GENERATION);
  }

  @Test
  void olderRowsLearnThatTheyWereReplaced() {
    var before = users.admit(claim(ADA, 20, 10, "aaaa"));
    clock.advance(Duration.ofSeconds(1));
    var after = users.admit(claim(ADA, 25, 15, "bbbb"));
    update("UPDATE sync_users SET replaced_at = NULL");
    users.admit(claim(ADA, 25, 15, "bbbb"));
    assertThat(replacedAt(before.uid())).hasValue(after.createdAt());
    assertThat(replacedAt(after.uid())).isEmpty();
  }

  @Test
  void usageIsThatOfEveryUid() {
    assertThat(belongings.usedBytes(ADA)).isZero();
    users.admit(claim(ADA, 20, 10, "aaaa"));
    users.admit(claim(ADA, 25, 15, "bbbb"));
    assertThat(belongings.usedBytes(ADA)).isEqualTo(200);
  }

  @Test
  void erasedPersonLosesEveryStoreAndStaysOut() {
    var first = users.admit(claim(ADA, 20, 10, "aaaa"));
    var second = users.admit(claim(ADA, 25, 15, "bbbb"));
    var other = users.admit(claim(BEA, 20, 10, "aaaa"));
    belongings.erase(ADA);
    belongings.erase(ADA);
    assertThat(erased).containsExactlyInAnyOrder(first.uid(), second.uid());
    assertRefused(claim(ADA, 25, 15, "bbbb"), TokenError.INVALID_GENERATION);
    assertRefused(claim(ADA, 30, 20, "cccc"), TokenError.SAME_GENERATION);
    assertThat(users.admit(claim(BEA, 20, 10, "aaaa"))).isEqualTo(other);
  }

  @Test
  void storesOfReplacedKeysGoAfterADay() {
    var first = users.admit(claim(ADA, 20, 10, "aaaa"));
    users.admit(claim(ADA, 25, 15, "bbbb"));
    clock.advance(Duration.ofHours(24));
    assertThat(belongings.purge()).isFalse();
    assertThat(erased).isEmpty();
    clock.advance(Duration.ofMillis(1));
    belongings.purge();
    assertThat(erased).containsExactly(first.uid());
    erased.clear();
    belongings.purge();
    assertThat(erased).isEmpty();
    assertRefused(claim(ADA, 30, 20, "aaaa"), TokenError.STALE_CLIENT_STATE);
  }

  @Test
  void interruptedErasureIsFinishedByThePurge() {
    var user = users.admit(claim(ADA, 20, 10, "aaaa"));
    var failing = new SyncBelongings(database, clock, uid -> 0, uid -> {
      throw new IllegalStateException("the disk is full");
    });
    assertThatThrownBy(() -> failing.erase(ADA)).hasMessage("the disk is full");
    clock.advance(Duration.ofHours(25));
    belongings.purge();
    assertThat(erased).containsExactly(user.uid());
  }

  @Test
  void purgeTakesSmallSteps() {
    for (int i = 0; i < 12; i++) {
      users.admit(claim(ADA, 20 + i, 10 + i, "%04x".formatted(i)));
    }
    clock.advance(Duration.ofHours(25));
    assertThat(belongings.purge()).isTrue();
    assertThat(belongings.purge()).isFalse();
    assertThat(erased).hasSize(11);
  }

  @Test
  void concurrentFirstRequestsShareOneUid() throws InterruptedException {
    var uids = ConcurrentHashMap.<Long>newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      var thread =
          new Thread(() -> uids.add(users.admit(claim(ADA, 20, 10, "aaaa")).uid()));
      threads.add(thread);
      thread.start();
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(uids).hasSize(1);
  }

  private static Claim claim(
      Person person, long generation, long keysChangedAt, String clientState) {
    var keyId = new KeyId(OptionalLong.of(keysChangedAt), clientState);
    return new Claim(person, OptionalLong.of(generation), keyId);
  }

  private void update(String sql) {
    database.write(transaction -> transaction.update(sql));
  }

  private OptionalLong replacedAt(long uid) {
    return database.read(transaction -> transaction
        .first(
            "SELECT replaced_at FROM sync_users WHERE uid = ?",
            row -> row.optionalNumber("replaced_at"),
            uid)
        .orElseThrow());
  }

  private void assertRefused(Claim claim, TokenError error) {
    assertThatThrownBy(() -> users.admit(claim))
        .asInstanceOf(type(TokenException.class))
        .extracting(TokenException::error)
        .isEqualTo(error);
  }
}
