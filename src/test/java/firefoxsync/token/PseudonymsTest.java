// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PseudonymsTest {
  @Test
  void accountAndDeviceAreThoseOfMozillasServer() {
    assertThat(new Pseudonyms("secret0".getBytes(UTF_8)).of("test123"))
        .isEqualTo(new SyncToken.MetricsIds(
            "d72b7933e6e7e02cb1fa3bb3b6170c4a", "f3c7435491d8239f25f154c3988c2539"));
  }

  @Test
  void keyIsPaddedWithZeroBytes() {
    // An empty key, which Java refuses, is the same HMAC key as one zero byte.
    assertThat(new Pseudonyms(new byte[1]).of("test123"))
        .isEqualTo(new SyncToken.MetricsIds(
            "4d00ecae64b98dd7dc7dea68d0dd615d", "3a41cccbdd666ebc4199f1f9d1249d44"));
  }
}
