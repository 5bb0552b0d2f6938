// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SEED = "12345678901234567890".getBytes(US_ASCII);

  // RFC 6238, appendix B, cut to six digits.
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void codesAreThoseOfTheRfc(long seconds, String code) {
    assertThat(Totp.code(SEED, seconds / 30)).isEqualTo(code);
    assertThat(Totp.stepOf(SEED, code, seconds * 1000)).hasValue(seconds / 30);
  }

  @Test
  void neighbouringStepsAreTakenAndOthersNot() {
    assertThat(Totp.stepOf(SEED, Totp.code(SEED, 10), 9 * 30_000)).hasValue(10);
    assertThat(Totp.stepOf(SEED, Totp.code(SEED, 10), 11 * 30_000)).hasValue(10);
    assertThat(Totp.stepOf(SEED, Totp.code(SEED, 10), 12 * 30_000)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foobar,MZXW6YTBOI"})
  void base32IsTheOneOfTheRfc(String text, String base32) {
    assertThat(Base32.of(text.getBytes(US_ASCII))).isEqualTo(base32);
  }

  @Test
  void sealOpensWithAnyOfTheSecretsAndTheSameContextAlone() {
    var secrets = new Secrets();
    var use = MasterSecret.Use.SECOND_STEP;
    var old = new Seal(MasterSecret.of(List.of("the old secret of a test")), use, secrets);
    var both = new Seal(
        MasterSecret.of(List.of("the new secret of a test", "the old secret of a test")),
        use,
        secrets);
    var sealed = old.seal(SEED, "ada");
    assertThat(both.open(sealed, "ada")).contains(SEED);
    assertThat(both.isCurrent(sealed)).isFalse();
    assertThat(old.isCurrent(sealed)).isTrue();
    assertThat(both.open(sealed, "bea")).isEmpty();
    assertThat(old.open(both.seal(SEED, "ada"), "ada")).isEmpty();
    assertThat(old.open(new byte[10], "ada")).isEmpty();
  }
}
