// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.hawk.HawkException.Refusal;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HAWK against values that browsers and other servers computed. */
final class HawkVectorsTest {
  private static final HawkCredentials ASCII_KEY = credentials("some-ascii-key");
  private static final HawkTarget COLLECTIONS =
      new HawkTarget("GET", "/storage/1.5/1/info/collections", "sync.example.org", 443);
  private static final String MAC = "1M0fE69AT+Is2tCHxfHWEffCfqhC8N0w3r0ELevihhM=";
  private static final long NOW = 1_700_000_000;

  @Test
  void storageTokenOfTheTokenServer() {
    var credentials = credentials("QhxsqrBBVtFIYntMv-B17PW_p9xSyjZ0csqx9w3CyBI=");
    var target = new HawkTarget("GET", "/1.5/42/info/collections?x=1", "localhost", 8000);

    assertThat(HawkMac.of(credentials, header("abcDEF12", Optional.empty()), target))
        .isEqualTo("SGmJ6Nb5iyjs6+jHaD5kLOplQllsYG7NIvf0MnhMsmI=");
  }

  @Test
  void browserWithAStorageToken() {
    assertThat(HawkMac.of(ASCII_KEY, header("abcd", Optional.empty()), COLLECTIONS))
        .isEqualTo(MAC);
  }

  @Test
  void browserWithASession() {
    var key =
        HexFormat.of().parseHex("4f05fbeb8c81b662f52d5c21595c1033a5126f3b7dabd872c4cfd8298254651c");
    var hash = PayloadHash.of("application/json", "{\"a\":\"\u00e9\"}".getBytes(UTF_8));
    assertThat(hash).isEqualTo("OobA+oRuoPfghwhY92XDjxFQt/ngiHU7h18UGsfjPn0=");

    var target = new HawkTarget("POST", "/auth/v1/account/device?x=1", "127.0.0.1", 8000);
    assertThat(
            HawkMac.of(new HawkCredentials("id", key), header("abcd", Optional.of(hash)), target))
        .isEqualTo("cL7SkbmMUFFtET1YoWBK4ge5PAZ1mKeRtJ2usAe1prM=");
  }

  @Test
  void hashLeavesParametersOfTheMediaTypeOut() {
    assertThat(PayloadHash.of("Application/JSON; charset=utf-8", "[]".getBytes(UTF_8)))
        .isEqualTo("ZtyO4KuiEUUs8W+/XQgMDMmMSNMBwMsK9j5tVx7PmJE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hawk id=\"someid\", ts=\"1700000000\", nonce=\"abcd\", mac=\"" + MAC + "\"",
        "Hawk mac=\"" + MAC + "\",nonce=\"abcd\",ts=\"1700000000\",id=\"someid\"",
        "hawk id=\"someid\" ,  ts=\"1700000000\", nonce=\"abcd\", mac=\"" + MAC + "\" "
      })
  void orderAndSpacesOfAttributesAreFree(String authorization) {
    new HawkVerifier(60).verify(HawkHeader.parse(authorization), ASCII_KEY, COLLECTIONS, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hawk",
        "Bearer x",
        "Hawk id=\"a\", ts=\"1\", nonce=\"n\"",
        "Hawk id=\"a\", ts=\"-1\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"a\", ts=\"1.5\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"a\", ts=\"9999999999999999\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"a\", id=\"b\", ts=\"1\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"a\", ts=\"1\", nonce=\"n\", mac=\"m\", what=\"x\"",
        "Hawk id=a, ts=\"1\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"\", ts=\"1\", nonce=\"n\", mac=\"m\"",
        "Hawk id=\"a\" ts=\"1\" nonce=\"n\" mac=\"m\"",
        "Hawk id=\"a\\\"\", ts=\"1\", nonce=\"n\", mac=\"m\""
      })
  void malformedHeadersAreRefused(String authorization) {
    assertRefused(Refusal.MALFORMED, () -> HawkHeader.parse(authorization));
  }

  @Test
  void headerLongerThanAnyTokenIsRefused() {
    assertRefused(Refusal.MALFORMED, () -> HawkHeader.parse("Hawk id=\"" + "a".repeat(9000)));
  }

  @Test
  void anotherKeyMethodResourceHostOrPortIsRefused() {
    var header = HawkHeader.parse(
        "Hawk id=\"someid\", ts=\"1700000000\", nonce=\"abcd\", mac=\"" + MAC + "\"");
    var resource = COLLECTIONS.resource();
    var verifier = new HawkVerifier(60);

    assertRefused(
        Refusal.MAC, () -> verifier.verify(header, credentials("other"), COLLECTIONS, NOW));
    for (var target : new HawkTarget[] {
      new HawkTarget("PUT", resource, "sync.example.org", 443),
      new HawkTarget("GET", resource + "?", "sync.example.org", 443),
      new HawkTarget("GET", resource, "example.org", 443),
      new HawkTarget("GET", resource, "sync.example.org", 80)
    }) {
      assertRefused(Refusal.MAC, () -> verifier.verify(header, ASCII_KEY, target, NOW));
    }
  }

  @Test
  void clockFurtherOffThanAllowedIsRefused() {
    var header = HawkHeader.parse(
        "Hawk id=\"someid\", ts=\"1700000000\", nonce=\"abcd\", mac=\"" + MAC + "\"");
    var verifier = new HawkVerifier(60);

    verifier.verify(header, ASCII_KEY, COLLECTIONS, NOW + 60);
    verifier.verify(header, ASCII_KEY, COLLECTIONS, NOW - 60);
    assertRefused(
        Refusal.TIMESTAMP, () -> verifier.verify(header, ASCII_KEY, COLLECTIONS, NOW + 61));
    assertRefused(
        Refusal.TIMESTAMP, () -> verifier.verify(header, ASCII_KEY, COLLECTIONS, NOW - 61));
  }

  private static void assertRefused(Refusal refusal, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            HawkException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  private static HawkCredentials credentials(String key) {
    return new HawkCredentials("someid", key.getBytes(US_ASCII));
  }

  private static HawkHeader header(String nonce, Optional<String> hash) {
    return new HawkHeader(
        "someid",
        "1700000000",
        nonce,
        "",
        hash,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
