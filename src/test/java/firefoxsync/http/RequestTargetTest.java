// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a request line is reduced to path and query. */
final class RequestTargetTest {
  @Test
  void prefixGoesOnlyAsAWholeSegment() {
    assertThat(RequestTarget.reduce("/sync/1.5/7", "/sync")).isEqualTo("/1.5/7");
    assertThat(RequestTarget.reduce("/sync?a", "/sync")).isEqualTo("/?a");
    assertThat(RequestTarget.reduce("/sync", "/sync")).isEqualTo("/");
    assertThat(RequestTarget.reduce("/synchro", "/sync")).isEqualTo("/synchro");
    assertThat(RequestTarget.reduce("/1.5/7", "/sync")).isEqualTo("/1.5/7");
  }

  @Test
  void authorityGoesWithItsScheme() {
    assertThat(RequestTarget.reduce("HTTPS://host:1/a%2Fb?c", "")).isEqualTo("/a%2Fb?c");
    assertThat(RequestTarget.reduce("http://host?c=/", "")).isEqualTo("/?c=/");
    assertThat(RequestTarget.reduce("http://host", "")).isEqualTo("/");
    assertThat(RequestTarget.reduce("http://host/sync/x", "/sync")).isEqualTo("/x");
  }

  @Test
  void anythingElseIsAPathThatNoRouteHas() {
    assertThat(RequestTarget.reduce("*", "")).isEqualTo("/*");
  }
}
