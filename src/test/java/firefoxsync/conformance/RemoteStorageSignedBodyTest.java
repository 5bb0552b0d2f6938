// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.conformance.RemoteStorageSite.Resident;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.PayloadHash;
import firefoxsync.token.SyncToken;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync's own credential on documents signs their bytes where it carries a hash. */
class RemoteStorageSignedBodyTest {
  private static final String DESKTOP = "5882386c6d801776";
  private static final String KEY_ID = "0000000001234-AAAAAAAAAAAAAAAAAAAAAA";

  /** One that comes in one go, and one that comes in several pieces. */
  private static final String SHORT = "text";

  private static final String LONG = "x".repeat(600 * 1024);

  @RegisterExtension
  static final RemoteStorageSite site = new RemoteStorageSite("");

  private static Resident ada;
  private static String folder;
  private static SyncToken.Signed token;

  @BeforeAll
  static void fetchToken() {
    ada = site.resident();
    folder = "/rs/" + ada.name() + "/fxsync/";
    var access = ada.client()
        .post(
            "/auth/v1/oauth/token",
            Map.of(
                "grant_type",
                "fxa-credentials",
                "client_id",
                DESKTOP,
                "scope",
                RemoteStorageSite.SYNC_SCOPE))
        .json()
        .path("access_token")
        .asText();
    var bought = site.client()
        .withHeaders(Map.of("Authorization", "Bearer " + access, "X-KeyID", KEY_ID))
        .get("/token/1.0/sync/1.5")
        .json();
    token = new SyncToken.Signed(bought.path("id").asText(), bought.path("key").asText());
  }

  @AfterEach
  void removeDocument() {
    delete(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", SHORT, "long"})
  void bodyOfTheSignedHashIsKept(String which) {
    var body = which.equals("long") ? LONG : which;
    assertThat(put(body, hash("text/plain; charset=utf-8", body)).statusCode()).isEqualTo(201);
    assertThat(get(Optional.empty()).body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {SHORT, "long"})
  void otherBodyThanTheSignedOneChangesNothing(String which) {
    var body = which.equals("long") ? LONG : which;
    put("before", Optional.empty());
    var folderBefore = site.get(folder, "Authorization", signed("GET", folder, Optional.empty()))
        .body();

    for (var wrong : new String[] {body + "y", "y" + body.substring(1), ""}) {
      var refused = put(body, hash("text/plain", wrong));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"invalid_token\"");
    }
    assertThat(put(body, hash("application/json", body)).statusCode()).isEqualTo(401);

    assertThat(get(Optional.empty()).body()).isEqualTo("before");
    assertThat(site.get(folder, "Authorization", signed("GET", folder, Optional.empty()))
            .body())
        .isEqualTo(folderBefore);
  }

  @Test
  void requestsWithoutABodySignTheEmptyOne() {
    put("before", Optional.empty());
    var empty = Optional.of(PayloadHash.of("", new byte[0]));
    assertThat(get(empty).body()).isEqualTo("before");
    assertThat(get(hash("", "other")).statusCode()).isEqualTo(401);
    assertThat(delete(hash("", "other")).statusCode()).isEqualTo(401);
    assertThat(get(Optional.empty()).statusCode()).isEqualTo(200);
    assertThat(delete(empty).statusCode()).isEqualTo(200);
  }

  private static Optional<String> hash(String contentType, String body) {
    return Optional.of(PayloadHash.of(contentType, body.getBytes(UTF_8)));
  }

  private static HttpResponse<String> put(String body, Optional<String> hash) {
    return site.put(folder + "doc", body, "Authorization", signed("PUT", folder + "doc", hash));
  }

  private static HttpResponse<String> get(Optional<String> hash) {
    return site.get(folder + "doc", "Authorization", signed("GET", folder + "doc", hash));
  }

  private static HttpResponse<String> delete(Optional<String> hash) {
    return site.send(
        "DELETE", folder + "doc", "Authorization", signed("DELETE", folder + "doc", hash));
  }

  private static String signed(String method, String path, Optional<String> hash) {
    return SigningClient.authorization(
        new HawkTarget(method, path, "sync.example.org", 443),
        token,
        site.clock().instant().getEpochSecond(),
        hash);
  }
}
