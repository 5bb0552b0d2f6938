// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import firefoxsync.TestClock;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.TestDatabases;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8292, held against a library of web tokens; and where the key is kept. */
final class VapidKeyTest {
  private static final URI ENDPOINT = URI.create("https://push.example.org/wpush/v1/secret");
  private static final Pattern FORM = Pattern.compile("vapid t=([^,]+), k=([A-Za-z0-9_-]{87})");

  private final TestClock clock = new TestClock();

  @Test
  void tokenIsSignedForTheServicesOriginAndLastsLessThanADay()
      throws ParseException, JOSEException {
    var value = VapidKey.fresh()
        .authorization(ENDPOINT, Optional.of("https://sync.example.org"), clock.instant());
    var parts = FORM.matcher(value);
    assertThat(parts.matches()).isTrue();
    var token = SignedJWT.parse(parts.group(1));
    var key = P256.decode(Base64.getUrlDecoder().decode(parts.group(2)));
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getAudience()).containsExactly("https://push.example.org");
    assertThat(claims.getSubject()).isEqualTo("https://sync.example.org");
    assertThat(claims.getExpirationTime().toInstant())
        .isBetween(clock.instant(), clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void serverThatNobodyElseReachesNamesNoContact() {
    var value = VapidKey.fresh().authorization(ENDPOINT, Optional.empty(), clock.instant());
    var payload = value.split("\\.", -1)[1];
    assertThat(new String(Base64.getUrlDecoder().decode(payload), UTF_8)).doesNotContain("sub");
  }

  @Test
  void keyStaysAcrossRestartsAndAChangeOfTheMasterSecret(@TempDir Path directory) {
    try (var database = TestDatabases.open(directory)) {
      var first = new VapidKeys(database, seal("the first secret")).key();
      var again = new VapidKeys(database, seal("the first secret")).key();
      var rotated = new VapidKeys(database, seal("another secret..", "the first secret")).key();
      var later = new VapidKeys(database, seal("another secret..")).key();
      assertThat(List.of(again.bytes(), rotated.bytes(), later.bytes()))
          .allSatisfy(bytes -> assertThat(bytes).isEqualTo(first.bytes()));
    }
  }

  @Test
  void keyThatNoSecretOpensIsReplaced(@TempDir Path directory) {
    try (var database = TestDatabases.open(directory)) {
      var first = new VapidKeys(database, seal("the first secret")).key();
      var other = new VapidKeys(database, seal("another secret..")).key();
      assertThat(other.bytes()).isNotEqualTo(first.bytes());
      assertThat(new VapidKeys(database, seal("another secret..")).key().bytes())
          .isEqualTo(other.bytes());
    }
  }

  @Test
  void whatIsNoKeyIsRefused() {
    assertThatThrownBy(() -> VapidKey.read(new byte[70]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Seal seal(String... secrets) {
    return new Seal(MasterSecret.of(List.of(secrets)), MasterSecret.Use.VAPID_KEY, new Secrets());
  }
}
