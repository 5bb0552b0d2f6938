// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static firefoxsync.conformance.MozillaSite.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.AccountsClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who of those with a Mozilla account may come, and what a person finds without one of ours. */
class MozillaPeopleTest {
  private static final String BEN = "be40".repeat(8);
  private static final String CIA = "c1a0".repeat(8);

  private final Lines lines = new Lines();
  private final Logger logger = Logger.getLogger("firefoxsync.token.TokenHandlers");
  private MozillaSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    logger.addHandler(lines);
    site = new MozillaSite(directory, "[accounts]\nenabled = false");
  }

  @AfterEach
  void stop() {
    site.close();
    logger.removeHandler(lines);
  }

  @Test
  void strangerIsRefusedAndTheLogSaysHowToLetHerIn() {
    assertShutOut(ask(BEN));
    assertThat(lines.taken)
        .containsExactly(
            "refused token from 127.0.0.1 account %1$s: not on the list; 'firefox-sync user allow %1$s' lets them in"
                .formatted(BEN));
  }

  @Test
  void commandsHoldForTheNextRequest() {
    assertShutOut(ask(BEN));
    assertThat(site.command("user", "allow", BEN.toUpperCase(Locale.ROOT))).isZero();
    var uid = uid(ask(BEN));
    assertShutOut(ask(CIA));
    assertThat(site.command("user", "disallow", BEN)).isZero();
    assertShutOut(ask(BEN));
    assertThat(site.command("user", "disallow", BEN)).isEqualTo(1);
    assertThat(site.command("user", "allow", BEN)).isZero();
    assertThat(uid(ask(BEN))).isEqualTo(uid);
    assertThat(site.command("user", "list")).isZero();
  }

  @Test
  void accountOfTheConfigurationStaysAllowed() {
    assertThat(site.command("user", "disallow", ADA)).isEqualTo(1);
    assertThat(ask(ADA).status()).isEqualTo(200);
  }

  @Test
  void openDoorLetsOneNewcomerIn() {
    assertThat(site.command("user", "allow-next")).isZero();
    assertThat(ask(ADA).status()).isEqualTo(200);
    assertThat(ask(BEN).status()).isEqualTo(200);
    assertShutOut(ask(CIA));
    assertThat(ask(BEN).status()).isEqualTo(200);
  }

  @Test
  void openDoorLetsOneInOfManyWhoComeAtOnce() throws Exception {
    ask(ADA);
    site.command("user", "allow-next");
    var threads = Executors.newFixedThreadPool(8);
    var crowd = IntStream.range(0, 8).mapToObj("c1a0000%d"::formatted).map(id -> id.repeat(4));
    var answers = threads.invokeAll(
        crowd.map(id -> (Callable<Integer>) () -> ask(id).status()).toList());
    threads.shutdown();
    var statuses = new ArrayList<Integer>();
    for (var answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).hasSize(8).containsOnlyOnce(200).contains(403);
  }

  @Test
  void openDoorShutsAfterTenMinutes() {
    site.command("user", "allow-next");
    site.clock.advance(Duration.ofMinutes(11));
    assertShutOut(ask(BEN));
  }

  @Test
  void tokenThatIsNotForSyncDoesNotShutTheDoor() {
    site.command("user", "allow-next");
    var profile = site.mozilla.token(CIA, claims -> claims.claim("scope", "profile"));
    assertThat(site.ask(profile).status()).isEqualTo(401);
    assertThat(ask(BEN).status()).isEqualTo(200);
  }

  @Test
  void removedPersonStartsAnewWhenSheIsLetInAgain() {
    site.command("user", "allow", BEN);
    var before = uid(ask(BEN));
    assertThat(site.command("user", "remove", BEN)).isZero();
    assertShutOut(ask(BEN));
    assertThat(site.command("user", "remove", BEN)).isEqualTo(1);
    site.command("user", "allow", BEN);
    assertThat(uid(ask(BEN))).isNotEqualTo(before);
    assertThat(uid(ask(BEN))).isEqualTo(uid(ask(BEN)));
  }

  @Test
  void idsOfAnotherFormAreAMisuse() {
    assertThat(site.command("user", "allow", "ben@example.org")).isEqualTo(2);
    assertThat(site.command("user", "disallow", "be40")).isEqualTo(2);
  }

  @Test
  void serverWithoutPagesTellsHowToSetUpFirefox() {
    var home = site.client().get("/");
    assertThat(home.status()).isEqualTo(200);
    assertThat(home.raw().body())
        .contains("identity.sync.tokenserver.uri", "http://localhost:5000/1.0/sync/1.5");
    assertThat(site.client().get("/signin").status()).isEqualTo(404);
  }

  private Answer ask(String accountId) {
    return site.ask(site.mozilla.token(accountId));
  }

  private static long uid(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().get("uid").asLong();
  }

  private static void assertShutOut(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.raw().body())
        .isEqualTo(
            "{\"status\":\"new-users-disabled\",\"errors\":[{\"location\":\"body\",\"name\":\"\",\"description\":\"New users are not allowed\"}]}");
  }

  /** What the log was told. */
  private static final class Lines extends Handler {
    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      taken.add(new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
