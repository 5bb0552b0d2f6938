// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.conformance.RemoteStorageSite.Resident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens of Firefox accounts buy tokens for documents: RFC 8693. */
class AppTokenExchangeTest {
  private static final String DESKTOP = "5882386c6d801776";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

  @RegisterExtension
  static final RemoteStorageSite site = new RemoteStorageSite(
      "scope_map = [\"" + RemoteStorageSite.SYNC_SCOPE + " = fxsync:rw notes:r\"]");

  @RegisterExtension
  static final RemoteStorageSite withoutMap = new RemoteStorageSite("");

  private final Resident ada = site.resident();

  @BeforeEach
  void letTriesBeForgotten() {
    site.clock().advance(Duration.ofMinutes(16));
  }

  @Test
  void accessTokenOfTheAccountBuysWhatTheMapSays() {
    var answer = exchange(accountToken(ada, RemoteStorageSite.SYNC_SCOPE), Map.of());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var tokens = json(answer);
    assertThat(tokens.path("access_token").asText()).startsWith("frsa_");
    assertThat(tokens.path("issued_token_type").asText()).isEqualTo(ACCESS_TOKEN);
    assertThat(tokens.path("scope").asText()).isEqualTo("fxsync:rw notes:r");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(tokens.has("refresh_token")).isFalse();
  }

  @Test
  void partOfItIsBoughtToo() {
    var token = accountToken(ada, RemoteStorageSite.SYNC_SCOPE);
    assertThat(json(exchange(token, Map.of("scope", "fxsync:r"))).path("scope").asText())
        .isEqualTo("fxsync:r");
    assertThat(error(exchange(token, Map.of("scope", "notes:rw")))).isEqualTo("invalid_scope");
    assertThat(error(exchange(token, Map.of("scope", "*:r")))).isEqualTo("invalid_scope");
  }

  @Test
  void scopeThatTheMapDoesNotNameOpensNothing() {
    assertThat(error(exchange(accountToken(ada, "profile"), Map.of()))).isEqualTo("invalid_scope");
  }

  @Test
  void deadTokenBuysNothing() {
    var token = accountToken(ada, RemoteStorageSite.SYNC_SCOPE);
    site.client().post("/oauth/v1/destroy", Map.of("token", token));
    assertThat(error(exchange(token, Map.of()))).isEqualTo("invalid_grant");
    assertThat(error(exchange("nonsense", Map.of()))).isEqualTo("invalid_grant");
  }

  @Test
  void whoeverHasNoUserNameHasNoDocuments() {
    var token = accountToken(site.newcomer(), RemoteStorageSite.SYNC_SCOPE);
    assertThat(error(exchange(token, Map.of()))).isEqualTo("invalid_grant");
  }

  @Test
  void disabledPersonBuysNothing() {
    var token = accountToken(ada, RemoteStorageSite.SYNC_SCOPE);
    site.run("user", "disable", ada.person().email);
    assertThat(error(exchange(token, Map.of()))).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "subject_token, ''",
    "subject_token_type, ''",
    "subject_token_type, urn:ietf:params:oauth:token-type:id_token",
    "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token"
  })
  void onlyAccessTokensAreTakenAndGiven(String field, String value) {
    var token = accountToken(ada, RemoteStorageSite.SYNC_SCOPE);
    assertThat(error(exchange(token, Map.of(field, value)))).isEqualTo("invalid_request");
  }

  @Test
  void withoutAMapNoForeignTokenBuysAnything() {
    var bea = withoutMap.resident();
    var token = accountToken(bea, RemoteStorageSite.SYNC_SCOPE);
    assertThat(error(withoutMap.postForm("/rs-oauth/token", form(token, Map.of()))))
        .isEqualTo("invalid_grant");
  }

  /** Returns an access token as Firefox gets it. */
  private static String accountToken(Resident resident, String scope) {
    var answer = resident
        .client()
        .post(
            "/auth/v1/oauth/token",
            Map.of("grant_type", "fxa-credentials", "client_id", DESKTOP, "scope", scope));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.json().path("access_token").asText();
  }

  private static HttpResponse<String> exchange(String token, Map<String, String> changes) {
    return site.postForm("/rs-oauth/token", form(token, changes));
  }

  private static Map<String, String> form(String token, Map<String, String> changes) {
    var form = new HashMap<>(Map.of(
        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token", token,
        "subject_token_type", ACCESS_TOKEN));
    form.putAll(changes);
    return form;
  }

  private static String error(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return json(answer).path("error").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
