// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @Test
  void addressIsComparedTrimmedAndInLowerCase() {
    var email = EmailAddress.parse(" Ada@Example.ORG ");
    assertThat(email.typed()).isEqualTo("Ada@Example.ORG");
    assertThat(email.key()).isEqualTo("ada@example.org");
  }

  @Test
  void domainIsComparedInItsAsciiForm() {
    assertThat(EmailAddress.parse("ada@bücher.example").key())
        .isEqualTo(EmailAddress.parse("ada@xn--bcher-kva.example").key());
  }

  @Test
  void lowerCaseDoesNotDependOnTheCountry() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr"));
      assertThat(EmailAddress.parse("IRIS@EXAMPLE.ORG").key()).isEqualTo("iris@example.org");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ada", "@example.org", "ada@", "a b@example.org", "a@b@c", "a@\n.org"})
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> EmailAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
