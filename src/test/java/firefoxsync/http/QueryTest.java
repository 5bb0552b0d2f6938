// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What stands behind the question mark. */
final class QueryTest {
  @Test
  void namesAndValuesAreDecoded() {
    var query = Query.parse("a=1+2&b%20c=%C3%B6&a=3&&full");

    assertThat(query.first("a")).contains("1 2");
    assertThat(query.all("a")).containsExactly("1 2", "3");
    assertThat(query.first("b c")).contains("ö");
    assertThat(query.has("full")).isTrue();
    assertThat(query.first("full")).contains("");
    assertThat(query.has("")).isFalse();
  }

  @Test
  void malformedPercentSignIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Query.parse("a=%4"));
    assertThatIllegalArgumentException().isThrownBy(() -> Query.parse("a=%zz"));
  }
}
