// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.ANN;
import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.database.Transaction;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.sync.StoreRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links from their beginning to their end, on one server and on several. */
@Timeout(60)
final class RemoteLinksTest {
  private final TestClock clock = new TestClock();
  private Path otherDirectory;
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory, @TempDir Path other) throws IOException {
    otherDirectory = other;
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
    site.put(BOOKMARKS, "a", "before");
    site.link(provider);
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private LogSite otherServer() {
    return new LogSite(TestDatabases.open(otherDirectory), clock);
  }

  private static <T> T read(LogSite site, Function<Transaction, T> work) {
    return site.database().read(work);
  }

  @Test
  void statusTellsHowMuchHasGoneUp() throws IOException {
    var meanwhile = new AtomicReference<>(OptionalInt.empty());
    try (var next = new FaultyProvider()) {
      next.before(
          request -> request.startsWith("PUT ") && request.contains("/p/"),
          () -> meanwhile.set(percentSent()));
      site.logs().links().move(site.linkTo(next, ProviderLink.Mode.THROUGH, null));
    }

    assertThat(meanwhile.get()).hasValue(100);
    assertThat(percentSent()).isEmpty();
  }

  private OptionalInt percentSent() {
    return site.logs().links().status(ANN).orElseThrow().percentSent();
  }

  @Test
  void statusTellsHowFarItIs() {
    site.put(BOOKMARKS, "b", "after");

    assertThat(site.logs().links().status(ANN)).hasValueSatisfying(status -> {
      assertThat(status.state()).isEqualTo("OPEN");
      assertThat(status.commit()).isEqualTo(2);
      assertThat(status.checkpoint()).isEqualTo(1);
      assertThat(status.waiting()).isZero();
      assertThat(status.isPending()).isFalse();
    });
  }

  @Test
  void tokenIsSealedAndShownByNoText() {
    String sealed = read(site, tx -> tx.first(
            "SELECT sealed_token FROM remote_link",
            row -> new String(row.bytes("sealed_token"), ISO_8859_1))
        .orElseThrow());

    assertThat(sealed).doesNotContain(FaultyProvider.TOKEN);
    assertThat(site.link().toString()).doesNotContain(FaultyProvider.TOKEN);
  }

  @Test
  void unlinkedDataStayHereAndTheLogIsEnded() {
    var before = site.everything();
    var commits = site.log().paths().commits();
    site.logs().links().unlink(ANN);
    provider.asked();

    assertThat(site.everything()).isEqualTo(before);
    assertThat(provider.paths()).contains(commits + "0000000002");
    assertThat(site.logs().links().status(ANN)).isEmpty();
    site.put(BOOKMARKS, "b", "after");
    assertThat(provider.asked()).isEmpty();
    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b");
  }

  @Test
  void unlinkingNeedsNoProvider() {
    provider.always(Fault.DROPPED_REQUEST);

    site.logs().links().unlink(ANN);

    assertThat(site.put(BOOKMARKS, "b", "after")).isNotNull();
  }

  @Test
  void movedDataLiveAtTheOtherProvider() throws IOException {
    var old = site.log().paths();
    try (var second = new FaultyProvider()) {
      site.logs().links().move(site.linkTo(second, ProviderLink.Mode.THROUGH, null));
      provider.asked();
      site.put(BOOKMARKS, "b", "after");

      assertThat(provider.asked()).isEmpty();
      assertThat(provider.paths()).contains(old.commit(2));
      assertThat(site.rebuilt(second, TestDatabases.open(otherDirectory)))
          .isEqualTo(site.everything());
    }
  }

  @Test
  void providerThatIsLostIsReplacedByAnother() throws IOException {
    provider.clear();
    provider.always(Fault.DROPPED_REQUEST);
    try (var second = new FaultyProvider()) {
      site.logs().links().move(site.linkTo(second, ProviderLink.Mode.THROUGH, null));
      site.put(BOOKMARKS, "b", "after");

      assertThat(site.rebuilt(second, TestDatabases.open(otherDirectory)))
          .isEqualTo(site.everything());
    }
  }

  @Test
  void moveThatFailsChangesNothing() throws IOException {
    var log = site.log();
    try (var second = new FaultyProvider()) {
      second.always(Fault.STATUS_507);
      assertThatThrownBy(
              () -> site.logs().links().move(site.linkTo(second, ProviderLink.Mode.THROUGH, null)))
          .isInstanceOf(ProviderException.class);
    }

    assertThat(site.log()).isEqualTo(log);
    assertThat(site.put(BOOKMARKS, "b", "after")).isNotNull();
  }

  @Test
  void personIsBackOnAnEmptyServer() {
    addAccount(site);
    site.tidy();
    site.put(BOOKMARKS, "b", "after");
    var before = site.everything();
    try (var other = otherServer()) {
      var person = other
          .logs()
          .links()
          .restore(
              site.link().address(),
              new ProviderLink.Secret(FaultyProvider.TOKEN, null),
              ProviderLink.Mode.THROUGH);

      assertThat(person).hasValue(ANN);
      assertThat(other.everything()).isEqualTo(before);
      assertThat(account(other)).isEqualTo(account(site));
      assertThat(other.put(BOOKMARKS, "c", "there")).isNotNull();
    }
  }

  @Test
  void restoredPersonIsNotRestoredTwice() {
    addAccount(site);
    site.tidy();

    assertThat(catchThrowableOfType(IllegalStateException.class, () -> site.logs()
            .links()
            .restore(
                site.link().address(),
                new ProviderLink.Secret(FaultyProvider.TOKEN, null),
                ProviderLink.Mode.THROUGH)))
        .hasMessageContaining("here already");
    assertThat(site.ids(BOOKMARKS)).containsExactly("a");
  }

  /** The least that the tables want. */
  private static void addAccount(LogSite site) {
    site.database().write(tx -> {
      tx.update(
          """
          INSERT INTO account (account_id, email, email_key, client_salt, scrypt_n, scrypt_r,
            scrypt_p, verify_salt, verify_hash, wrap_wrap_kb, k_a, generation, keys_changed_at,
            created_at)
          VALUES (?, 'Ann@example.org', 'ann@example.org', 'salt', 16384, 8, 1, ?, ?, ?, ?, 5, 6, 7)""",
          ANN.accountId(),
          new byte[] {1},
          new byte[] {2},
          new byte[] {3},
          new byte[] {4});
      tx.update("INSERT INTO sync_uids (uid) VALUES (?)", LogSite.UID);
      return tx.update(
          """
          INSERT INTO sync_users (issuer, account_id, uid, generation, client_state, created_at)
          VALUES (?, ?, ?, 5, 'abcd', 8)""",
          ANN.issuer(),
          ANN.accountId(),
          LogSite.UID);
    });
  }

  private static List<Map<String, Object>> account(LogSite site) {
    return read(site, tx -> AccountRecord.parse(
            new AccountRecord(
                    ANN,
                    LogSite.UID,
                    LogSite.KEYS,
                    null,
                    AccountRecord.read(tx, ANN, LogSite.TABLES))
                .text(),
            LogSite.TABLES)
        .rows()
        .stream()
        .map(row -> printable(row.values()))
        .toList());
  }

  private static Map<String, Object> printable(Map<String, Object> values) {
    values.replaceAll(
        (name, value) -> value instanceof byte[] bytes ? List.of(bytes.length, bytes[0]) : value);
    return values;
  }

  @Test
  void formerWriterStopsWhenAnotherServerTakesOver() {
    addAccount(site);
    site.tidy();
    try (var other = otherServer()) {
      other
          .logs()
          .links()
          .restore(
              site.link().address(),
              new ProviderLink.Secret(FaultyProvider.TOKEN, null),
              ProviderLink.Mode.THROUGH);
      other.put(BOOKMARKS, "b", "there");

      var refused =
          catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "c", "here"));

      assertThat(refused.retryAfter()).hasValue(Duration.ofMinutes(30));
      assertThat(site.log().state()).isEqualTo(StoreLog.State.TAKEN);
      assertThat(site.everything()).isEqualTo(other.everything());

      site.logs().links().takeOver(ANN);
      site.put(BOOKMARKS, "c", "here");
      assertThat(catchThrowableOfType(StoreRefusal.class, () -> other.put(BOOKMARKS, "d", "there")))
          .isNotNull();
      assertThat(other.everything()).isEqualTo(site.everything());
    }
  }

  @Test
  void logThatAnotherServerWritesIsFollowedOnceAMinute() {
    addAccount(site);
    site.tidy();
    try (var other = otherServer()) {
      other
          .logs()
          .links()
          .restore(
              site.link().address(),
              new ProviderLink.Secret(FaultyProvider.TOKEN, null),
              ProviderLink.Mode.THROUGH);
      other.put(BOOKMARKS, "b", "there");
      assertThat(catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "c", "here")))
          .isNotNull();
      site.tidy();
      other.put(BOOKMARKS, "d", "there");
      other.tidy();
      provider.asked();

      site.tidy();
      assertThat(provider.asked()).isEmpty();
      clock.advance(Duration.ofSeconds(61));
      site.tidy();

      assertThat(provider.asked()).isNotEmpty().allSatisfy(asked -> assertThat(asked.method())
          .isEqualTo("GET"));
      assertThat(site.everything()).isEqualTo(other.everything());
    }
  }

  @Test
  void accountThatIsGoneThereIsKeptThereAgain() {
    addAccount(site);
    site.tidy();
    provider.clear();

    site.check();
    site.tidy();

    assertThat(provider.paths()).anySatisfy(path -> assertThat(path).contains("/a/"));
  }

  @Test
  void logThatContradictsOursIsLeftAloneUntilSomebodyDecides() {
    site.put(BOOKMARKS, "b", "after");
    var foreign = new DocumentCodec(null)
        .encode(
            new CommitHead(CommitHead.Type.COMMIT, 3, "f".repeat(64), "e".repeat(32), null, null)
                .line());
    provider.put(site.log().paths().commit(3), foreign.bytes());
    var before = site.everything();

    assertThat(catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "c", "here")))
        .isNotNull();
    assertThat(site.log().state()).isEqualTo(StoreLog.State.FORKED);
    assertThat(site.everything()).isEqualTo(before);

    site.logs().links().takeOver(ANN);
    site.put(BOOKMARKS, "c", "here");
    assertThat(site.rebuilt(provider, TestDatabases.open(otherDirectory)))
        .isEqualTo(site.everything());
  }
}
