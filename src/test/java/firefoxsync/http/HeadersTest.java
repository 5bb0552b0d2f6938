// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Header fields, whose names know no case. */
final class HeadersTest {
  private final Headers headers =
      Headers.of(List.of(new Headers.Field("Accept", "a"), new Headers.Field("ACCEPT", "b")));

  @Test
  void firstAndAllIgnoreCase() {
    assertThat(headers.first("accept")).contains("a");
    assertThat(headers.all("accept")).containsExactly("a", "b");
    assertThat(headers.first("other")).isEmpty();
  }

  @Test
  void withReplacesEveryFieldOfTheName() {
    assertThat(headers.with("accept", "c").all("Accept")).containsExactly("c");
    assertThat(headers.all("Accept")).hasSize(2);
  }

  @Test
  void lineBreaksAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> headers.with("Location", "/\r\nSet-Cookie: a=b"));
    assertThatIllegalArgumentException().isThrownBy(() -> headers.with("A B", "x"));
  }

  @Test
  void valuesAreNotTold() {
    assertThat(headers.with("Authorization", "secret").toString()).doesNotContain("secret");
  }
}
