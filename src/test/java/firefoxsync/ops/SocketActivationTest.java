// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which sockets are ours. */
final class SocketActivationTest {
  @Test
  void onlyOurOwnSocketsCount() {
    var environment = Map.of("LISTEN_PID", "42", "LISTEN_FDS", "2");

    assertThat(SocketActivation.sockets(environment, 42)).isEqualTo(2);
    assertThat(SocketActivation.sockets(environment, 43)).isZero();
    assertThat(SocketActivation.sockets(Map.of(), 42)).isZero();
  }
}
