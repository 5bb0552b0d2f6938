// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.sync.StoreRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storage whose tokens end within the hour, and what another one is had for. */
@Timeout(60)
final class RenewalTest {
  private static final Duration LIFE = Duration.ofSeconds(TokenEndpoint.LIFE_SECONDS);

  private final TestClock clock = new TestClock();
  private FaultyProvider provider;
  private TokenEndpoint endpoint;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    provider = new FaultyProvider();
    endpoint = new TokenEndpoint(provider::accepts);
    site = new LogSite(TestDatabases.open(directory), clock);
    provider.accepts("access-0");
    site.link(provider.root(), "access-0", endpoint.url(), TokenEndpoint.FIRST, LIFE);
    site.put(BOOKMARKS, "a", "first");
  }

  @AfterEach
  void stop() {
    site.close();
    endpoint.close();
    provider.close();
  }

  private StoreRefusal refusal() {
    return catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "b", "second"));
  }

  @Test
  void tokenThatHoldsIsNotRenewed() {
    assertThat(endpoint.asked()).isZero();
  }

  @Test
  void tokenIsRenewedShortlyBeforeItEndsAndAgainAfterThat() {
    for (int hour = 1; hour <= 3; hour++) {
      clock.advance(LIFE.minus(Renewals.AHEAD));
      site.put(BOOKMARKS, "b" + hour, "later");
      site.put(BOOKMARKS, "c" + hour, "later");

      assertThat(endpoint.asked()).isEqualTo(hour);
    }
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.ACTIVE);
  }

  @Test
  void idleLinkRenewsNothing() {
    clock.advance(LIFE.multipliedBy(3));
    site.everything();

    assertThat(endpoint.asked()).isZero();
  }

  @Test
  void tokenThatIsRefusedBeforeItsEndIsRenewedOnce() {
    provider.accepts("another");

    site.put(BOOKMARKS, "b", "second");

    assertThat(endpoint.asked()).isEqualTo(1);
    assertThat(site.ids(BOOKMARKS)).containsExactly("a", "b");
  }

  @Test
  void refreshTokenThatIsWorthNothingAsksThePersonAndIsNotTriedAgain() {
    endpoint.end();
    clock.advance(LIFE);

    assertThat(refusal().retryAfter()).hasValue(Duration.ofMinutes(30));
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.REFUSED);
    clock.advance(Duration.ofMinutes(5));
    assertThat(refusal()).isNotNull();
    assertThat(endpoint.asked()).isEqualTo(1);

    provider.accepts("made anew");
    site.link(provider.root(), "made anew");
    assertThat(site.put(BOOKMARKS, "c", "third")).isNotNull();
  }

  @Test
  void oldTokenServesWhileTheEndpointIsDown() {
    endpoint.down(true);
    clock.advance(LIFE.minus(Renewals.AHEAD));
    assertThat(site.put(BOOKMARKS, "b", "second")).isNotNull();
    assertThat(site.put(BOOKMARKS, "c", "third")).isNotNull();
    assertThat(endpoint.asked()).isEqualTo(1);

    endpoint.down(false);
    clock.advance(Duration.ofMinutes(2));
    assertThat(site.put(BOOKMARKS, "d", "fourth")).isNotNull();
    assertThat(endpoint.asked()).isEqualTo(2);
  }

  @Test
  void endpointThatIsDownAtTheEndMeansComeAgain() {
    endpoint.down(true);
    clock.advance(LIFE);

    assertThat(refusal().retryAfter()).isPresent();
    assertThat(site.link().state()).isEqualTo(ProviderLink.State.ACTIVE);

    endpoint.down(false);
    clock.advance(Duration.ofMinutes(2));
    assertThat(site.put(BOOKMARKS, "c", "third")).isNotNull();
  }

  @Test
  void nobodyElseRenewsWhileOneIsAtIt() {
    var link = site.link();
    long now = clock.millis();
    boolean isFirst = claim(link, now);
    boolean isSecond = claim(link, now + 1000);
    boolean isLate = claim(link, now + 60_000);

    assertThat(isFirst).isTrue();
    assertThat(isSecond).isFalse();
    assertThat(isLate).isTrue();
  }

  private boolean claim(ProviderLink link, long now) {
    return site.database().write(tx -> new LinkStore(tx, site.logs().ground().seal())
        .claimRenewal(link, now, now - 30_000));
  }

  @Test
  void refreshTokenIsSealedAndShownByNoText() {
    String sealed = site.database().read(tx -> tx.first(
            "SELECT sealed_refresh FROM remote_link",
            row -> new String(row.bytes("sealed_refresh"), ISO_8859_1))
        .orElseThrow());

    assertThat(sealed).doesNotContain(TokenEndpoint.FIRST);
    assertThat(site.link().toString()).doesNotContain(TokenEndpoint.FIRST, "access-0");
  }
}
