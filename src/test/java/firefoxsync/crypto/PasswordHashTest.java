// SPDX-License-Identifier: MPL-2.0
package firefoxsync.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final PasswordHash.Cost CHEAP = new PasswordHash.Cost(16, 1, 1);

  private final PasswordHash passwordHash = new PasswordHash(CHEAP);

  // RFC 7914, section 12: the first 32 of 64 bytes.
  @Test
  void hashIsScrypt() {
    var cost = new PasswordHash.Cost(1024, 8, 16);
    var hash = passwordHash.of("password".getBytes(US_ASCII), "NaCl".getBytes(US_ASCII), cost);
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
  }

  @Test
  void costThatIsNoPowerOfTwoIsRefused() {
    assertThatThrownBy(() -> new PasswordHash.Cost(1000, 8, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void crowdIsTurnedAwayAndTheRestIsServed() throws InterruptedException {
    var crowd = Executors.newFixedThreadPool(32);
    var slow = new PasswordHash.Cost(1 << 12, 8, 1);
    Callable<byte[]> one = () -> passwordHash.of(new byte[] {1}, new byte[] {2}, slow);
    var answers = new ArrayList<Future<byte[]>>();
    for (int i = 0; i < 32; i++) {
      answers.add(crowd.submit(one));
    }
    int served = 0;
    int turnedAway = 0;
    for (var answer : answers) {
      try {
        answer.get();
        served++;
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(PasswordHash.BusyException.class);
        turnedAway++;
      }
    }
    crowd.shutdown();
    assertThat(served).isGreaterThanOrEqualTo(10);
    assertThat(turnedAway).isPositive();
  }
}
