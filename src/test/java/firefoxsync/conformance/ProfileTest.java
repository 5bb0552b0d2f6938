// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.accounts.profile.ProfileTokens.Holder;
import firefoxsync.config.SignUp;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The profile server over HTTP. */
class ProfileTest {
  private static final String PROFILE = "/profile/v1/profile";

  private final Map<String, Holder> tokens = new HashMap<>();
  private AccountsSite site;
  private AccountsClient client;
  private String uid;

  @BeforeEach
  void start(@TempDir Path directory) {
    site =
        new AccountsSite(directory, SignUp.OPEN, token -> Optional.ofNullable(tokens.get(token)));
    client = site.client();
    uid = client.signUp("Ada@example.org").uid();
    tokens.put("good", new Holder(uid, Set.of("profile")));
    tokens.put("syncOnly", new Holder(uid, Set.of("https://identity.mozilla.com/apps/oldsync")));
    tokens.put("ghost", new Holder("0".repeat(32), Set.of("profile")));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void profileSaysWhoItIs() {
    var answer = bearer("good").get(PROFILE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("uid").asText()).isEqualTo(uid);
    assertThat(answer.json().path("email").asText()).isEqualTo("Ada@example.org");
    assertThat(answer.json().path("avatarDefault").asBoolean()).isTrue();
    assertThat(answer.json().path("avatar").asText())
        .isEqualTo("https://sync.example.org/profile/avatar/default.svg");
  }

  @Test
  void avatarIsThere() {
    var avatar = URI.create(bearer("good").get(PROFILE).json().path("avatar").asText());
    var answer = client.get(avatar.getPath());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("image/svg+xml");
    assertThat(answer.raw().body()).startsWith("<svg");
  }

  // On any other status desktop would ask again and again.
  @ParameterizedTest
  @ValueSource(strings = {"unknown", "syncOnly", "ghost", ""})
  void tokenThatIsNotGoodIs401(String token) {
    assertThat(bearer(token).get(PROFILE).status()).isEqualTo(401);
  }

  @Test
  void missingTokenIs401() {
    assertThat(client.get(PROFILE).status()).isEqualTo(401);
  }

  @Test
  void knownProfileIs304WithoutABody() {
    var etag = bearer("good").get(PROFILE).header("ETag").orElseThrow();
    for (var seen : new String[] {etag, "W/" + etag, "\"" + etag + "\"", etag.replace("\"", "")}) {
      var answer = client
          .withHeaders(Map.of("Authorization", "Bearer good", "If-None-Match", seen))
          .get(PROFILE);
      assertThat(answer.status()).describedAs(seen).isEqualTo(304);
      assertThat(answer.raw().body()).isEmpty();
      assertThat(answer.header("ETag")).contains(etag);
    }
  }

  @Test
  void changedProfileIsSentWhole() {
    var answer = client
        .withHeaders(Map.of("Authorization", "Bearer good", "If-None-Match", "\"other\""))
        .get(PROFILE);
    assertThat(answer.status()).isEqualTo(200);
  }

  private AccountsClient bearer(String token) {
    return client.withHeader("Authorization", "Bearer " + token);
  }
}
