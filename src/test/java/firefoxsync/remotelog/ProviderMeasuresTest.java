// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.metrics.MetricsText;
import firefoxsync.people.Person;
import firefoxsync.remotelog.FaultyProvider.Fault;
import firefoxsync.sync.StoreRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the administrator's numbers say of storages elsewhere. */
@Timeout(60)
final class ProviderMeasuresTest {
  private final TestClock clock = new TestClock();
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private String numbers() {
    var text = new MetricsText();
    site.logs().measures().tell(text);
    return text.toString();
  }

  private void linkSomebody(int number) {
    var person = Person.local("%032x".formatted(number));
    site.database().write(tx -> {
      new LinkStore(tx, site.logs().ground().seal())
          .save(new ProviderLink(
              person,
              site.linkTo(provider, ProviderLink.Mode.THROUGH, null).address(),
              new ProviderLink.Secret(FaultyProvider.TOKEN, null),
              ProviderLink.Mode.THROUGH,
              ProviderLink.State.REFUSED,
              ProviderLink.Traits.GOOD,
              clock.millis(),
              OptionalLong.empty()));
      return true;
    });
  }

  @Test
  void nobodyElsewhereIsNoNumber() {
    assertThat(numbers()).contains("elsewhere_waiting_changes 0\n").doesNotContain("{provider");
  }

  @Test
  void linksRequestsAndLogsAreCounted() {
    site.link(provider);
    int asked = provider.asked().size();

    assertThat(numbers())
        .contains("elsewhere_links{provider=\"others\",state=\"active\"} 1\n")
        .contains("elsewhere_requests_total{provider=\"others\"} " + asked + "\n")
        .contains("elsewhere_logs{state=\"open\"} 1\n")
        .contains("elsewhere_rest_seconds{provider=\"others\"} 0\n");
  }

  @Test
  void providerIsNamedOnceSeveralPeopleAreThere() {
    var host = provider.root().getAuthority();
    site.link(provider);
    linkSomebody(1);
    assertThat(numbers()).doesNotContain(host, "storage/ann");

    linkSomebody(2);

    assertThat(numbers())
        .contains("elsewhere_links{provider=\"" + host + "\",state=\"active\"} 1\n")
        .contains("elsewhere_links{provider=\"" + host + "\",state=\"refused\"} 2\n")
        .doesNotContain("storage/ann");
  }

  @Test
  void providerThatFailsIsCountedAndLeftAlone() {
    site.link(provider);
    provider.always(Fault.STATUS_429);
    assertThat(catchThrowableOfType(StoreRefusal.class, () -> site.put(BOOKMARKS, "a", "one")))
        .isNotNull();

    assertThat(numbers())
        .contains("elsewhere_failures_total{provider=\"others\",kind=\"crowded\"} 1\n")
        .contains("elsewhere_rest_seconds{provider=\"others\"} 7\n")
        .contains("elsewhere_pending_commits 1\n");
  }

  @Test
  void lagIsToldInChangesAndSeconds() {
    site.link(provider, ProviderLink.Mode.BEHIND, null);
    site.put(BOOKMARKS, "a", "one");
    site.put(BOOKMARKS, "b", "two");
    clock.advance(Duration.ofSeconds(30));

    assertThat(numbers())
        .contains("elsewhere_waiting_changes 2\n")
        .contains("elsewhere_lag_seconds 30\n");
  }
}
