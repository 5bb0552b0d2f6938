// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.http.Headers;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class RedirectTest {
  @Test
  void schemeMayBecomeSecureAndNeverTheOtherWay() {
    assertThat(next("http://example.org/", "https://example.org/").uri().getScheme())
        .isEqualTo("https");
    assertThatThrownBy(() -> next("https://example.org/", "http://example.org/"))
        .isInstanceOf(OutgoingException.class)
        .hasMessageContaining("from https to http");
  }

  @Test
  void relativeTargetIsResolved() {
    assertThat(next("https://example.org/a/b", "c?d").uri())
        .hasToString("https://example.org/a/c?d");
    assertThat(next("https://example.org/a/b", "//other.example/c").uri())
        .hasToString("https://other.example/c");
  }

  @Test
  void credentialIsOfSchemeHostAndPort() {
    assertThat(keepsCredential("https://example.org/", "https://EXAMPLE.org:443/x"))
        .isTrue();
    assertThat(keepsCredential("http://example.org/", "https://example.org/")).isFalse();
    assertThat(keepsCredential("https://example.org/", "https://example.org:8443/"))
        .isFalse();
    assertThat(keepsCredential("https://example.org/", "https://a.example.org/"))
        .isFalse();
  }

  private static boolean keepsCredential(String from, String to) {
    return next(from, to).headers().first("authorization").isPresent();
  }

  private static OutgoingRequest next(String from, String location) {
    var request = OutgoingRequest.get(URI.create(from)).header("Authorization", "Bearer secret");
    var answer = new OutgoingAnswer(302, Headers.NONE.with("Location", location), new byte[0]);
    return Redirect.next(request, answer).orElseThrow();
  }
}
