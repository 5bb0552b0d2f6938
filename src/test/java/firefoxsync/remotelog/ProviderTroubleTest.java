// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.sync.StoreRefusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to writes and reads for each thing that can be wrong with a provider. */
@Timeout(60)
final class ProviderTroubleTest {
  private final TestClock clock = new TestClock();
  private Path otherDirectory;
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory, @TempDir Path other) throws IOException {
    otherDirectory = other;
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
    site.link(provider);
    site.put(BOOKMARKS, "a", "first");
    provider.asked();
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private StoreRefusal refusal() {
    return catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "b", "second"));
  }

  private void assertColdStartAgrees() {
    assertThat(rebuilt()).isEqualTo(site.everything());
  }

  private Map<String, Object> rebuilt() {
    return site.rebuilt(provider, TestDatabases.open(otherDirectory));
  }

  private void rest() {
    clock.advance(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "DROPPED_REQUEST",
        "DROPPED_ANSWER",
        "TORN_BODY",
        "STATUS_500",
        "STATUS_502_AFTER_STORING"
      })
  void passingFailureIsNotNoticed(Fault fault) {
    provider.nextCommit(fault);

    site.put(BOOKMARKS, "b", "second");

    assertThat(provider.asked().stream().filter(asked -> asked.method().equals("PUT")))
        .allSatisfy(asked -> assertThat(asked.path()).endsWith("/j/0000000003"));
    assertColdStartAgrees();
  }

  @Test
  void providerThatIsDownRefusesWritesAndReadsGoOn() {
    var before = site.everything();
    provider.always(Fault.DROPPED_REQUEST);

    assertThat(refusal().retryAfter()).isPresent();
    assertThat(site.everything()).isEqualTo(before);
  }

  @Test
  void providerThatIsSlowRefusesWritesAndReadsGoOn() {
    var before = site.everything();
    provider.latency(LogSite.LIMITS.request().plusSeconds(1));

    assertThat(refusal().retryAfter()).isPresent();
    assertThat(site.everything()).isEqualTo(before);
  }

  @Test
  void providerWhoseNameIsUnknownRefusesWrites() {
    try (var other = new LogSite(TestDatabases.open(otherDirectory), clock)) {
      other.link(URI.create("http://nowhere.invalid/storage/ann"), FaultyProvider.TOKEN);

      assertThat(catchThrowableOfType(StoreRefusal.class, () -> other.put(BOOKMARKS, "b", "second"))
              .retryAfter())
          .isPresent();
      assertThat(other.ids(BOOKMARKS)).isEmpty();
    }
  }

  @Test
  void providerThatCallsAllVersionsTheSameIsReadBack() {
    provider.repeatEtags(true);
    provider.nextCommit(Fault.TORN_BODY);
    site.put(BOOKMARKS, "b", "second");
    provider.nextCommit(Fault.TORN_WITH_SUCCESS);
    site.put(BOOKMARKS, "c", "third");

    site.check();

    assertColdStartAgrees();
  }

  @Test
  void providerThatIsDownIsLeftAloneForAWhile() {
    provider.always(Fault.DROPPED_REQUEST);
    refusal();
    provider.asked();

    assertThat(refusal().retryAfter()).isPresent();
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void writeOfUnknownOutcomeKeepsItsNumberAndLandsLater() {
    provider.always(Fault.DROPPED_ANSWER);
    refusal();
    provider.always(null);
    rest();
    provider.asked();

    site.put(BOOKMARKS, "c", "third");

    assertThat(provider.paths()).contains("v1/" + site.log().storeId() + "/j/0000000004");
    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b", "c");
    assertColdStartAgrees();
  }

  @Test
  void deadTokenIsAPauseAndNotA401() {
    provider.always(Fault.STATUS_401);

    assertThat(refusal().retryAfter()).hasValue(Duration.ofMinutes(30));
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.REFUSED);
  }

  @Test
  void tokenOfTooNarrowScopeIsAPauseToo() {
    provider.always(Fault.STATUS_403);

    assertThat(refusal().retryAfter()).hasValue(Duration.ofMinutes(30));
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.REFUSED);
  }

  @Test
  void linkMadeAnewGoesOn() {
    provider.always(Fault.STATUS_401);
    refusal();
    provider.always(null);
    site.logs().links().link(site.linkTo(provider, ProviderLink.Mode.THROUGH, null));

    site.put(BOOKMARKS, "c", "third");

    assertThat(site.link().state()).isEqualTo(ProviderLink.State.ACTIVE);
    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "c");
    assertColdStartAgrees();
  }

  @Test
  void fullProviderMeansOverQuota() {
    provider.always(Fault.STATUS_507);

    assertThat(refusal().retryAfter()).isEmpty();
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.FULL);

    provider.always(null);
    site.put(BOOKMARKS, "c", "third");
    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "c");
    assertColdStartAgrees();
  }

  @Test
  void documentsGetShorterUntilTheProviderTakesThem() {
    provider.bodyBytesMax(100_000);
    var payload = ProviderNoise.of(1, 300_000);

    site.put(BOOKMARKS, "b", payload);

    assertThat(site.link().traits().documentBytesMax()).isEqualTo(64 * 1024);
    assertThat(provider.asked())
        .filteredOn(asked -> asked.bytes() <= 100_000)
        .hasSizeGreaterThan(3);
    assertColdStartAgrees();
  }

  @Test
  void providerThatTakesTooLittleIsUnusable() {
    provider.bodyBytesMax(1000);

    var refused = catchThrowableOfType(
        StoreRefusal.class, () -> site.put(BOOKMARKS, "b", ProviderNoise.of(1, 300_000)));

    assertThat(refused.retryAfter()).isPresent();
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.UNUSABLE);
  }

  @ParameterizedTest
  @EnumSource(names = {"STATUS_429", "STATUS_503"})
  void providersRetryAfterIsPassedOnAndObeyed(Fault fault) {
    provider.always(fault);
    var expected = Duration.ofSeconds(fault == Fault.STATUS_429 ? 7 : 9);

    assertThat(refusal().retryAfter()).hasValue(expected);
    assertThat(provider.asked()).hasSize(1);
    clock.advance(expected.minusSeconds(1));
    refusal();
    assertThat(provider.asked()).isEmpty();
    clock.advance(Duration.ofSeconds(2));
    provider.always(null);
    site.put(BOOKMARKS, "c", "third");
    assertColdStartAgrees();
  }

  @Test
  void tornCommitOfOursIsTheOneOverwrite() {
    provider.nextCommit(Fault.TORN_BODY);

    site.put(BOOKMARKS, "b", "second");

    assertThat(provider.asked())
        .filteredOn(asked -> asked.headers().containsKey("If-match"))
        .singleElement()
        .satisfies(asked -> assertThat(asked.path()).endsWith("/j/0000000003"));
    assertColdStartAgrees();
  }

  @Test
  void commitThatTheProviderHasSpoiltIsPutAgain() {
    provider.nextCommit(Fault.TORN_WITH_SUCCESS);
    site.put(BOOKMARKS, "b", "second");

    site.check();

    assertColdStartAgrees();
  }

  @Test
  void providerThatWasRolledBackIsFilledAgain() {
    provider.save();
    site.put(BOOKMARKS, "b", "second");
    site.put(BOOKMARKS, "c", "third");
    provider.rollBack();

    site.check();

    assertColdStartAgrees();
  }

  @Test
  void folderThatTheUserHasDeletedIsFilledAgain() {
    provider.clear();

    site.check();

    assertColdStartAgrees();
    assertThat(site.put(BOOKMARKS, "b", "second")).isNotNull();
  }

  @Test
  void diskThatWasLostIsRebuilt() {
    site.put(BOOKMARKS, "b", "second");

    assertColdStartAgrees();
  }

  @Test
  void clockThatGoesBackMovesNoTimeBack() {
    clock.advance(Duration.ofDays(-1));

    var later = site.put(BOOKMARKS, "b", "second");
    var latest = site.put(BOOKMARKS, "c", "third");

    assertThat(latest.timestamp().millis()).isEqualTo(later.timestamp().millis() + 10);
    assertColdStartAgrees();
  }
}
