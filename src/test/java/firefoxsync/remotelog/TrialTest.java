// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.remotelog.ProviderException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about a provider before it is linked. */
class TrialTest {
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), new TestClock());
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  @Test
  void goodProviderIsAtomicTakesWholePartsAndIsLeftAsItWas() {
    assertThat(trial(FaultyProvider.TOKEN).run()).isEqualTo(ProviderLink.Traits.GOOD);
    assertThat(provider.paths()).isEmpty();
  }

  @Test
  void providerWithSeveralWinnersOfARaceIsNotAtomic() {
    provider.creates(false);
    assertThat(trial(FaultyProvider.TOKEN).run().isAtomic()).isFalse();
  }

  @Test
  void longestDocumentIsFoundByHalves() {
    provider.bodyBytesMax(200 * 1024);
    assertThat(trial(FaultyProvider.TOKEN).run().documentBytesMax()).isEqualTo(128 * 1024);
    assertThat(provider.paths()).isEmpty();
  }

  @Test
  void providerOfTinyDocumentsIsRefused() {
    provider.bodyBytesMax(1024);
    assertFails(trial(FaultyProvider.TOKEN), Kind.TOO_LARGE);
    assertThat(provider.paths()).isEmpty();
  }

  @Test
  void wrongTokenIsRefused() {
    assertFails(trial("another token"), Kind.REFUSED);
  }

  @Test
  void tokenThatIsBoundToAnotherOriginIsRefused() {
    var address = new ProviderLink.Address(provider.root(), "fxsync", "https://other.example.org");
    var secret = new ProviderLink.Secret(FaultyProvider.TOKEN, null);
    var elsewhere = site.logs().links().provider(address, secret);
    assertFails(new Trial(elsewhere, new Secrets()), Kind.REFUSED);
  }

  @Test
  void fullProviderIsRefused() {
    provider.always(Fault.STATUS_507);
    assertFails(trial(FaultyProvider.TOKEN), Kind.FULL);
  }

  @Test
  void providerThatKeepsHalfIsRefused() {
    provider.next(request -> request.startsWith("PUT "), Fault.TORN_WITH_SUCCESS);
    assertFails(trial(FaultyProvider.TOKEN), Kind.ODD);
  }

  private Trial trial(String token) {
    var address = new ProviderLink.Address(provider.root(), "fxsync", FaultyProvider.ORIGIN);
    var secret = new ProviderLink.Secret(token, null);
    return new Trial(site.logs().links().provider(address, secret), new Secrets());
  }

  private static void assertFails(Trial trial, Kind kind) {
    assertThatThrownBy(trial::run)
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
