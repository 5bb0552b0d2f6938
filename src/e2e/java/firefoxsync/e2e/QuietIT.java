// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class QuietIT {
  private static final Duration IDLE = Duration.ofSeconds(12);
  private static final int REPEATS_MAX = 6;

  /** Lines of Firefox's own log at level ERROR that happen with every server. */
  private static final List<String> HARMLESS = List.of(
      // Says only that there is no second device yet.
      "No devices available for queued tab commands");

  /** Hosts to which nothing of an account with us may go. */
  private static final List<String> MOZILLAS_ACCOUNTS =
      List.of("accounts.firefox.com", "token.services.mozilla.com", "channelserver.services.");

  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void noRequestStorms() {
    var firefox = browsers.open("ada");
    firefox.clickSignIn().signUp(Login.ofSomebodyNew());
    firefox.awaitFirstSync();

    // Each look at the state makes Firefox refresh its menus.
    Awaitility.await("idle")
        .pollInSameThread()
        .during(IDLE)
        .atMost(IDLE.multipliedBy(2))
        .until(() -> firefox.uiStatus().equals("signed_in"));

    var seen = firefox.serverRequests();
    assertThat(seen)
        .filteredOn(request -> request.path().equals("/profile/v1/profile"))
        .hasSizeBetween(1, 3);
    assertThat(seen.stream().collect(groupingBy(SeenRequest::line, counting())))
        .allSatisfy((line, count) -> assertThat(count).as(line).isLessThanOrEqualTo(REPEATS_MAX));
    assertThat(seen)
        .filteredOn(request -> request.status() >= 400)
        .allMatch(QuietIT::isExpectedRefusal);
    assertThat(firefox.requests())
        .filteredOn(request -> MOZILLAS_ACCOUNTS.stream().anyMatch(request.url()::contains))
        .isEmpty();
    assertThat(firefox.logs().errors())
        .filteredOn(line -> HARMLESS.stream().noneMatch(line::contains))
        .isEmpty();
  }

  /** A new person has no meta/global: that 404 starts the fresh start. */
  private static boolean isExpectedRefusal(SeenRequest request) {
    return request.isStorage()
        && request.storageLine().equals("GET storage/meta/global")
        && request.status() == 404;
  }
}
