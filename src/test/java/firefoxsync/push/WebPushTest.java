// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import firefoxsync.TestClock;
import firefoxsync.config.PushHost;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import firefoxsync.errands.Errands;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.Reach;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages through a push service on this machine. */
final class WebPushTest {
  private final TestClock clock = new TestClock();
  private final AtomicInteger gone = new AtomicInteger();
  private Database database;
  private PushServiceStandIn service;
  private OutgoingHttp outgoing;
  private WebPush push;
  private SubscribedBrowser browser;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    database = TestDatabases.open(directory);
    service = new PushServiceStandIn();
    var origin = URI.create(service.origin());
    outgoing = new OutgoingHttp(new Reach(List.of(), List.of(origin), null), "test");
    var seal = new Seal(
        MasterSecret.of(List.of("a secret for tests")), MasterSecret.Use.VAPID_KEY, new Secrets());
    var sender = new PushSender(
        outgoing,
        new VapidKeys(database, seal),
        new Secrets(),
        clock,
        Optional.empty(),
        Duration.ZERO);
    push = new WebPush(
        List.of(new PushHost("127.0.0.1", false, origin)), sender, new Errands("push", 1, 10));
    browser = new SubscribedBrowser(service.endpoint("/ada"));
  }

  @AfterEach
  void stop() {
    push.close();
    outgoing.close();
    service.close();
    database.close();
  }

  @Test
  void messageIsSealedForItsBrowserAndSigned() {
    assertThat(send(Duration.ofHours(1))).isTrue();
    var asked = service.next();
    assertThat(asked.path()).isEqualTo("/ada");
    assertThat(asked.header("TTL")).isEqualTo("3600");
    assertThat(asked.header("Content-Encoding")).isEqualTo("aes128gcm");
    assertThat(asked.header("Authorization")).startsWith("vapid t=");
    assertThat(browser.open(asked.body())).isEqualTo("hello");
  }

  @Test
  void busyServiceIsAskedAgain() {
    service.answerNext(503);
    service.answerNext(429, "Retry-After", "0");
    send(Duration.ofHours(1));
    service.next();
    service.next();
    assertThat(browser.open(service.next().body())).isEqualTo("hello");
    assertNothingMoreComes();
  }

  @Test
  void brokenServiceIsAskedFourTimes() {
    for (int i = 0; i < PushDelivery.TRIES_MAX; i++) {
      service.answerNext(500);
    }
    send(Duration.ofHours(1));
    for (int i = 0; i < PushDelivery.TRIES_MAX; i++) {
      service.next();
    }
    assertNothingMoreComes();
  }

  @Test
  void messageIsNotTriedAgainOnceItIsOfNoUse() {
    service.answerNext(503, "Retry-After", "60");
    send(Duration.ofSeconds(59));
    service.next();
    assertNothingMoreComes();
  }

  @Test
  void refusedMessageIsNotTriedAgain() {
    service.answerNext(403);
    send(Duration.ofHours(1));
    service.next();
    assertNothingMoreComes();
    assertThat(gone).hasValue(0);
  }

  @Test
  void goneAndUnknownSubscriptionsAreOver() {
    service.answerNext(410);
    send(Duration.ofHours(1));
    await().untilAsserted(() -> assertThat(gone).hasValue(1));
    service.answerNext(404);
    send(Duration.ofHours(1));
    await().untilAsserted(() -> assertThat(gone).hasValue(2));
  }

  @Test
  void serviceThatTheAdministratorDidNotNameIsNotAsked() {
    var elsewhere = new SubscribedBrowser(URI.create("https://push.example.org/x")).subscription();
    assertThat(push.reaches(elsewhere)).isFalse();
    var message = new PushMessage("hello".getBytes(UTF_8), Duration.ofHours(1));
    assertThat(push.send(message, elsewhere, gone::incrementAndGet)).isFalse();
  }

  private boolean send(Duration life) {
    var message = new PushMessage("hello".getBytes(UTF_8), life);
    return push.send(message, browser.subscription(), gone::incrementAndGet);
  }

  /** One thread sends in order, so a later message shows that an earlier one is done with. */
  private void assertNothingMoreComes() {
    var last = new SubscribedBrowser(service.endpoint("/last"));
    push.send(new PushMessage(new byte[0], Duration.ofHours(1)), last.subscription(), () -> {});
    assertThat(service.next().path()).isEqualTo("/last");
    assertThat(service.hasMore()).isFalse();
  }
}
