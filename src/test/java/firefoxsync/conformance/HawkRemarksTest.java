// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.LogLines;
import firefoxsync.config.PublicUrl;
import firefoxsync.hawk.HawkTarget;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log says when signatures or clocks do not fit; nobody is ever let in by it. */
final class HawkRemarksTest {
  private static final String INFO = "/info/collections";
  private static final String NOTHING = "X-Nothing";

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  @RegisterExtension
  static final SignInSite SITE = new SignInSite();

  private final SigningClient client = SERVER.client();
  private final LogLines log = new LogLines("firefoxsync.sync.SyncAuth");

  @BeforeEach
  void passAnHour() {
    SERVER.clock().advance(Duration.ofHours(1));
  }

  @AfterEach
  void stopListening() {
    log.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost                 | X-Forwarded-Host   | localhost",
        "https://sync.example.org:8443    | X-Forwarded-Port   | 8443",
        "https://sync.example.org:8443/x  | X-Forwarded-Host   | sync.example.org:8443/x",
        "https://other.example.org        | X-Forwarded-Host   | inner, Other.example.org",
        "https://f.example.org:444        | Forwarded          | for=1.2.3.4;host=\"f.example.org:444\"",
        "https://f.example.org            | Forwarded          | for=x, proto=https;host=f.example.org",
        "https://sync.example.org/sync    | X-Forwarded-Prefix | /sync/",
      })
  void requestOfAWrongProxyIsRefusedAndTheLogNamesTheSetting(
      String signed, String header, String value) {
    assertUnauthorized(signedFor(signed, INFO, INFO, header, value));

    assertThat(log.take())
        .containsExactly("refused storage from 127.0.0.1 account test" + client.uid()
            + ": the client signed for " + signed
            + " but public_url is https://sync.example.org; set public_url = \"" + signed + "\"");
  }

  @Test
  void requestToTheSocketItselfIsNamed() {
    var behind = "http://127.0.0.1:" + SERVER.address().getPort();
    assertUnauthorized(signedFor(behind, INFO, INFO, NOTHING, "-"));

    assertThat(log.take())
        .singleElement()
        .asString()
        .contains("signed for https://127.0.0.1:" + SERVER.address().getPort() + " but");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/storage/tabs/%21a?full | /storage/tabs/!a?full",
        "/storage/tabs/a%20b%2Cc | /storage/tabs/a%20b,c"
      })
  void proxyThatDecodesPathsIsNamed(String signed, String arrived) {
    assertUnauthorized(signedFor("https://sync.example.org", signed, arrived, NOTHING, "-"));

    assertThat(log.take())
        .singleElement()
        .asString()
        .contains(": a proxy changes the encoding of paths; let it pass them as they come");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://stranger.example", "https://sync.example.org:9", "http://x/y"})
  void whatNothingProvesIsNotGuessed(String signed) {
    assertUnauthorized(signedFor(signed, INFO, INFO, "X-Forwarded-Host", "a, b:99999, [::, ?"));

    assertThat(log.take()).singleElement().asString().endsWith(": the MAC does not fit");
  }

  @Test
  void settingThatWouldBeRefusedIsNotAdvised() {
    assertUnauthorized(signedFor("http://sync.example.org", INFO, INFO, NOTHING, "-"));

    assertThat(log.take())
        .singleElement()
        .asString()
        .endsWith(": the client signed for http://sync.example.org but public_url is"
            + " https://sync.example.org; browsers need https: let them reach the server by that,"
            + " and public_url name it");
  }

  @Test
  void settingIsNamedInFullOnceAnHour() {
    var wrong = "https://sync.example.org:8443";
    for (int i = 0; i < 3; i++) {
      signedFor(wrong, INFO, INFO, "X-Forwarded-Port", "8443");
    }
    var lines = log.take();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("set public_url = ");
    assertThat(lines.get(1)).endsWith(": the client signed for " + wrong);
    SERVER.clock().advance(Duration.ofHours(1));
    signedFor(wrong, INFO, INFO, "X-Forwarded-Port", "8443");

    assertThat(log.take())
        .singleElement()
        .asString()
        .endsWith("set public_url = \"" + wrong + "\" (2 more since this was last said)");
  }

  @ParameterizedTest
  @CsvSource({"412, 412 s ahead", "-400000000, 400000000 s behind"})
  void clockThatIsFarOffIsNamedOnceAnHour(long skewSeconds, String said) {
    assertThat(byClock(skewSeconds).status()).isEqualTo(200);
    assertThat(byClock(skewSeconds).status()).isEqualTo(200);

    assertThat(log.take())
        .containsExactly("client clock of account test" + client.uid() + " is " + said);
    SERVER.clock().advance(Duration.ofHours(1));
    byClock(skewSeconds);
    assertThat(log.take())
        .containsExactly("client clock of account test" + client.uid() + " is " + said
            + " (1 more since this was last said)");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 300, -300})
  void clockThatIsNearlyRightIsNotWorthAWord(long skewSeconds) {
    assertThat(byClock(skewSeconds).status()).isEqualTo(200);

    assertThat(log.take()).isEmpty();
  }

  @Test
  void sessionsOfAccountsAreExplainedToo() {
    var session = SITE.client().signUp("hawk@example.org").sessionToken();
    var client =
        SITE.client().signingFor(PublicUrl.parse("http://sync.example.org")).withHawk(session);
    try (var accounts = new LogLines("firefoxsync.accounts.SessionAuth")) {
      assertThat(client.get("/auth/v1/account/devices").status()).isEqualTo(401);

      assertThat(accounts.take())
          .singleElement()
          .asString()
          .startsWith("refused session from 127.0.0.1 account ")
          .endsWith(": the client signed for http://sync.example.org but public_url is"
              + " https://sync.example.org; browsers need https: let them reach the server by that,"
              + " and public_url name it");
    }
  }

  private SigningClient.Answer signedFor(
      String base, String signed, String arrived, String header, String value) {
    var url = PublicUrl.parse(base);
    var target =
        new HawkTarget("GET", url.prefix() + client.target(signed), url.host(), url.port());
    var token = client.token(client.nowSeconds() + 3600);
    var authorization =
        SigningClient.authorization(target, token, client.nowSeconds(), Optional.empty());
    return client.send(
        "GET", client.target(arrived), "", "Authorization", authorization, header, value);
  }

  private SigningClient.Answer byClock(long skewSeconds) {
    var token = client.token(client.nowSeconds() + 3600);
    var authorization =
        client.authorization("GET", client.target(INFO), token, client.nowSeconds() + skewSeconds);
    return client.send("GET", client.target(INFO), "", "Authorization", authorization);
  }

  private static void assertUnauthorized(SigningClient.Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("0");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Hawk");
  }
}
