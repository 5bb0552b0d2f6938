// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.crypto.MasterSecret;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.PayloadHash;
import firefoxsync.token.SyncToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync storage 1.5: HAWK with tokens. */
final class Sync15AuthTest {
  private static final String INFO = "/info/collections";
  private static final long HOUR = 3600;

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void requestWithoutAuthorizationIs401() {
    assertUnauthorized(client.send("GET", target(INFO), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hawk",
        "Hawk id=\"x\"",
        "Bearer abc",
        "Hawk id=\"x\", ts=\"1\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"x\", ts=\"1\", nonce=\"n\", mac=\"m\", more=\"1\""
      })
  void authorizationThatIsNoneIs401(String header) {
    assertUnauthorized(client.send("GET", target(INFO), "", "Authorization", header));
  }

  @Test
  void signatureCoversMethodPathAndQuery() {
    var header = client.authorization("GET", target(INFO));

    assertThat(client.send("GET", target(INFO), "", "Authorization", header).status())
        .isEqualTo(200);
    assertUnauthorized(client.send("GET", target(INFO) + "?x", "", "Authorization", header));
    assertUnauthorized(client.send("GET", target("/info/quota"), "", "Authorization", header));
    assertUnauthorized(client.send("DELETE", target(""), "", "Authorization", header));
  }

  @Test
  void signatureCoversThePublicHostAndPort() {
    for (var wrong : List.of(
        new HawkTarget("GET", target(INFO), "other.example.org", 443),
        new HawkTarget("GET", target(INFO), "sync.example.org", 80))) {
      var header = SigningClient.authorization(
          wrong, client.token(inAnHour()), client.nowSeconds(), Optional.empty());
      assertUnauthorized(client.send("GET", target(INFO), "", "Authorization", header));
    }
  }

  @Test
  void tokenOfAnotherUidIs401() {
    var header = SERVER.client().authorization("GET", target(INFO));

    assertUnauthorized(client.send("GET", target(INFO), "", "Authorization", header));
  }

  @Test
  void tokenOfAnOlderSecretIsGood() {
    assertThat(statusWith(MasterSecret.of(List.of("an older secret")))).isEqualTo(200);
  }

  @Test
  void tokenOfAnotherSecretIs401() {
    assertThat(statusWith(MasterSecret.of(List.of("a strangers secret")))).isEqualTo(401);
  }

  private int statusWith(MasterSecret master) {
    var ids = new SyncToken.MetricsIds("", "");
    var token = new SyncToken(client.uid(), "", inAnHour(), "abcdef", "", "", ids).sign(master);
    var header = client.authorization("GET", target(INFO), token, client.nowSeconds());
    return client.send("GET", target(INFO), "", "Authorization", header).status();
  }

  @Test
  void expiredTokenIs401() {
    assertUnauthorized(get("/info/quota", client.token(client.nowSeconds())));
    assertThat(get("/info/quota", client.token(client.nowSeconds() + 1)).status())
        .isEqualTo(200);
  }

  @Test
  void expiredTokenIsGoodForInfoCollectionsDuringTwoHours() {
    assertThat(get(INFO, client.token(client.nowSeconds() - 2 * HOUR + 1)).status())
        .isEqualTo(200);
    assertUnauthorized(get(INFO, client.token(client.nowSeconds() - 2 * HOUR)));
    assertUnauthorized(get("/storage/info/collections", client.token(client.nowSeconds() - 1)));
    assertUnauthorized(get("/info/quota", client.token(client.nowSeconds() - 1)));
    assertUnauthorized(get("/info/collection_counts", client.token(client.nowSeconds() - 1)));
  }

  /** Clause 5.3: the signature has to be right all the same. */
  @Test
  void expiredTokenOfAnotherUserOrRequestIs401() {
    var expired = client.token(client.nowSeconds() - 1);
    var elsewhere =
        client.authorization("GET", target("/info/quota"), expired, client.nowSeconds());
    assertUnauthorized(client.send("GET", target(INFO), "", "Authorization", elsewhere));
    var other = SERVER.client();
    var hers = other.authorization(
        "GET", target(INFO), other.token(client.nowSeconds() - 1), client.nowSeconds());
    assertUnauthorized(client.send("GET", target(INFO), "", "Authorization", hers));
  }

  @Test
  void clocksMayBeFarOff() {
    var header = client.authorization(
        "GET",
        target(INFO),
        client.token(inAnHour()),
        client.nowSeconds() - Duration.ofDays(300).toSeconds());

    assertThat(client.send("GET", target(INFO), "", "Authorization", header).status())
        .isEqualTo(200);
  }

  @Test
  void hashOfTheBodyIsCheckedWhenThereIsOne() {
    var target = target("/storage/tabs");
    var hash = PayloadHash.of("application/json", "[]".getBytes(UTF_8));
    var header = SigningClient.authorization(
        new HawkTarget("POST", target, "sync.example.org", 443),
        client.token(inAnHour()),
        client.nowSeconds(),
        Optional.of(hash));
    var type = new String[] {"Authorization", header, "Content-Type", "application/json"};

    assertThat(client.send("POST", target, "[]", type).status()).isEqualTo(200);
    assertUnauthorized(client.send("POST", target, "[ ]", type));
  }

  @Test
  void retiredUidIs401Always() {
    client.put("/storage/tabs/a", "{}");
    SERVER.store().retire(client.uid());

    assertUnauthorized(client.get(INFO));
    assertUnauthorized(client.get("/storage/tabs/a"));
    assertUnauthorized(client.put("/storage/tabs/a", "{}"));
    SERVER.store().erase(client.uid());
    assertUnauthorized(client.get(INFO));
  }

  private SigningClient.Answer get(String path, SyncToken.Signed token) {
    var header = client.authorization("GET", target(path), token, client.nowSeconds());
    return client.send("GET", target(path), "", "Authorization", header);
  }

  private long inAnHour() {
    return client.nowSeconds() + HOUR;
  }

  private String target(String path) {
    return "/1.5/" + client.uid() + path;
  }

  private static void assertUnauthorized(SigningClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("0");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Hawk");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
  }
}
