// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.crypto.Hmac;
import firefoxsync.crypto.MasterSecret;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage tokens, byte for byte as Mozilla's token library makes and reads them. */
final class SyncTokenTest {
  private static final MasterSecret MASTER = MasterSecret.of(List.of("secret0"));
  private static final String ID =
      "eyJub2RlIjoiaHR0cDovL2xvY2FsaG9zdDo4MDAwIiwiZnhhX2tpZCI6IjAwMDAwMDAwMDEyMzQtcXFvIiwi"
          + "ZnhhX3VpZCI6InRlc3QxMjMiLCJoYXNoZWRfZGV2aWNlX2lkIjoiM2E0MWNjY2JkZDY2NmViYzQxOTlm"
          + "MWY5ZDEyNDlkNDQiLCJoYXNoZWRfZnhhX3VpZCI6IjRkMDBlY2FlNjRiOThkZDdkYzdkZWE2OGQwZGQ2"
          + "MTVkIiwiZXhwaXJlcyI6NDEwMjQ0NDgwMCwidWlkIjo0MiwidG9rZW5zZXJ2ZXJfb3JpZ2luIjoicnVz"
          + "dCIsInNhbHQiOiJhMWIyYzMifdzx0D1I4WuRErrF8zror9TtCxIMhz56xcxjG3-prhP7";
  private static final SyncToken TOKEN = new SyncToken(
      42,
      "http://localhost:8000",
      4_102_444_800L,
      "a1b2c3",
      "test123",
      "0000000001234-qqo",
      new SyncToken.MetricsIds(
          "4d00ecae64b98dd7dc7dea68d0dd615d", "3a41cccbdd666ebc4199f1f9d1249d44"));

  @Test
  void tokenIsSignedAsMozillaDoes() {
    var signed = TOKEN.sign(MASTER);

    assertThat(signed.id()).isEqualTo(ID);
    assertThat(signed.key()).isEqualTo("QhxsqrBBVtFIYntMv-B17PW_p9xSyjZ0csqx9w3CyBI=");
  }

  @Test
  void signedTokenIsOpened() {
    assertThat(SyncToken.open(ID, MASTER).map(SyncToken.Opened::token)).contains(TOKEN);
  }

  @Test
  void anySecretOpensAndTheFirstSigns() {
    var rotated = MasterSecret.of(List.of("a newer secret", "secret0"));

    assertThat(SyncToken.open(ID, rotated)).isPresent();
    assertThat(TOKEN.sign(rotated).id()).isNotEqualTo(ID);
    assertThat(SyncToken.open(ID, MasterSecret.of(List.of("a newer secret")))).isEmpty();
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    for (int i = 0; i < ID.length(); i += 7) {
      char other = ID.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(SyncToken.open(ID.substring(0, i) + other + ID.substring(i + 1), MASTER))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AAAA", "%%%", "not base64", "YWJj"})
  void whatIsNoTokenIsRefused(String id) {
    assertThat(SyncToken.open(id, MASTER)).isEmpty();
  }

  @Test
  void tokensOfOtherServersMayLackMembersAndHaveFractions() {
    var opened = SyncToken.open(
        signed("{\"uid\": 7, \"node\": \"n\", \"expires\": 1700000000.75, \"salt\": \"abcdef\"}"),
        MASTER);

    assertThat(opened).isPresent();
    assertThat(opened.get().token().uid()).isEqualTo(7);
    assertThat(opened.get().token().expiresSeconds()).isEqualTo(1_700_000_000L);
    assertThat(opened.get().token().accountId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"uid\":\"7\",\"node\":\"n\",\"expires\":1,\"salt\":\"a\"}",
        "{\"uid\":7,\"node\":\"n\",\"expires\":1}"
      })
  void wellSignedNonsenseIsRefused(String payload) {
    assertThat(SyncToken.open(signed(payload), MASTER)).isEmpty();
  }

  private static String signed(String payload) {
    var key = MasterSecret.key("secret0".getBytes(UTF_8), MasterSecret.Use.TOKEN_SIGNING);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(payload.getBytes(UTF_8));
    bytes.writeBytes(Hmac.sha256(key, payload.getBytes(UTF_8)));
    return new String(Base64.getUrlEncoder().encode(bytes.toByteArray()), US_ASCII);
  }
}
