// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import firefoxsync.people.Person;
import firefoxsync.remotestorage.AccessScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppGrantsTest {
  private static final Person ADA = Person.local("a".repeat(32));
  private static final Person BEA = Person.local("b".repeat(32));
  private static final String APP = "https://notes.example";

  private final TestClock clock = new TestClock();
  private Database database;
  private AppGrants grants;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(directory);
    grants = new AppGrants(database, new Secrets(), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tokensAre256RandomBitsBehindAPrefix() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 10; i++) {
      var token = grants.grant(ADA, terms(APP)).text();
      assertThat(token).matches("frsa_[A-Za-z0-9_-]{43}");
      assertThat(seen.add(token)).isTrue();
    }
  }

  @Test
  void onlyTheHashOfATokenIsKept() {
    var token = grants.grant(ADA, terms(APP));
    var kept = database.read(transaction ->
        transaction.query("SELECT token_hash FROM app_token", row -> row.text("token_hash")));
    assertThat(kept).containsExactly(token.hash()).doesNotContain(token.text());
    assertThat(token.toString()).doesNotContain(token.text().substring(5));
  }

  @Test
  void tokenStandsForItsGrantUntilThatIsRevoked() {
    var token = grants.grant(ADA, terms(APP));
    var grant = grants.find(token).orElseThrow().grant();
    assertThat(grant.person()).isEqualTo(ADA);
    assertThat(grant.terms()).isEqualTo(terms(APP));
    assertThat(grants.ofPerson(ADA)).containsExactly(grant);
    assertThat(grants.revoke(BEA, grant.id())).isFalse();
    assertThat(grants.find(token)).isPresent();
    assertThat(grants.revoke(ADA, grant.id())).isTrue();
    assertThat(grants.find(token)).isEmpty();
    assertThat(grants.ofPerson(ADA)).isEmpty();
    assertThat(grants.revoke(grant.id())).isFalse();
  }

  @Test
  void tokenExpires() {
    var token = grants.grant(ADA, terms(APP).until(clock.millis() + 1000));
    clock.advance(Duration.ofMillis(999));
    assertThat(grants.find(token)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(grants.find(token)).isEmpty();
    assertThat(grants.ofPerson(ADA)).isEmpty();
    assertThat(grants.purge()).isFalse();
    assertThat(rows()).isEqualTo(2);
    clock.advance(Duration.ofHours(2));
    grants.purge();
    assertThat(rows()).isZero();
  }

  @Test
  void nextPasswordEndsWhatAnAppWasGivenAndNotWhatACommandMade() {
    var app = grants.find(grants.grant(ADA, terms(APP))).orElseThrow();
    var script = grants.find(grants.grant(ADA, terms(null))).orElseThrow();
    assertThat(app.holds(OptionalLong.of(1))).isTrue();
    assertThat(app.holds(OptionalLong.of(2))).isFalse();
    assertThat(script.holds(OptionalLong.of(2))).isTrue();
    assertThat(app.holds(OptionalLong.empty())).isFalse();
    assertThat(script.holds(OptionalLong.empty())).isFalse();
  }

  @Test
  void dayOfTheLastUseIsKept() {
    var token = grants.grant(ADA, terms(APP));
    long today = clock.millis() / Duration.ofDays(1).toMillis();
    grants.touch(grants.find(token).orElseThrow().grant());
    assertThat(grants.ofPerson(ADA).get(0).lastUsedDay()).hasValue(today);
    clock.advance(Duration.ofDays(3));
    grants.touch(grants.find(token).orElseThrow().grant());
    assertThat(grants.ofPerson(ADA).get(0).lastUsedDay()).hasValue(today + 3);
  }

  @Test
  void manyOfOneAppPushOutTheLongestUnused() {
    var used = grants.grant(ADA, terms(APP));
    grants.touch(grants.find(used).orElseThrow().grant());
    var unused = grants.grant(ADA, terms(APP));
    for (int i = 0; i < 19; i++) {
      clock.advance(Duration.ofSeconds(1));
      grants.grant(ADA, terms(APP));
    }
    assertThat(grants.ofPerson(ADA)).hasSize(20);
    assertThat(grants.find(used)).isPresent();
    assertThat(grants.find(unused)).isEmpty();
  }

  @Test
  void nobodyHasMoreThanTheLimit() {
    for (int i = 0; i < AppGrants.PER_PERSON_MAX; i++) {
      grants.grant(ADA, terms(null));
    }
    assertThatThrownBy(() -> grants.grant(ADA, terms(null)))
        .isInstanceOf(TooManyGrantsException.class);
    assertThat(grants.find(grants.grant(BEA, terms(null)))).isPresent();
  }

  @Test
  void whoLeavesTakesAllAlong() {
    var token = grants.grant(ADA, terms(APP));
    var other = grants.grant(BEA, terms(APP));
    grants.erase(ADA);
    grants.erase(ADA);
    assertThat(grants.find(token)).isEmpty();
    assertThat(grants.find(other)).isPresent();
    assertThat(rows()).isEqualTo(2);
  }

  private static GrantTerms terms(@Nullable String client) {
    var generation = client == null ? OptionalLong.empty() : OptionalLong.of(1);
    return new GrantTerms(
        client,
        client == null ? "a script" : "",
        AccessScope.parse("notes:rw"),
        generation,
        OptionalLong.empty());
  }

  private long rows() {
    return database.read(transaction -> transaction
        .first(
            """
            SELECT (SELECT COUNT(*) FROM app_token) + (SELECT COUNT(*) FROM app_grant) AS present""",
            row -> row.number("present"))
        .orElseThrow());
  }
}
