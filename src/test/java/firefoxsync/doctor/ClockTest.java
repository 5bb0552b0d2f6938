// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of a wrong clock. */
class ClockTest {
  private final TestClock clock = new TestClock();

  @Test
  void clockFromBeforeTheProgramWasMadeIsWrong() {
    var built = Optional.of(clock.instant().plus(Duration.ofDays(3)));
    assertThat(BuildDate.complaint(clock, built)).hasValueSatisfying(text -> assertThat(text)
        .contains(clock.instant().toString(), "before this program was made"));
  }

  @Test
  void anyLaterClockMayBeRight() {
    assertThat(BuildDate.complaint(clock, Optional.of(clock.instant().plus(Duration.ofDays(1)))))
        .isEmpty();
    assertThat(BuildDate.complaint(clock, Optional.empty())).isEmpty();
  }

  @Test
  void clockThatNobodyKeepsIsTold(@TempDir Path directory) {
    var absent = directory.resolve("synchronized");
    var server = new TimeServer(absent, List.of("echo", "no"));
    assertThat(server.complaint())
        .hasValueSatisfying(text -> assertThat(text).contains("timedatectl set-ntp true"));
  }

  @Test
  void clockThatIsKeptIsNot(@TempDir Path directory) throws Exception {
    var mark = directory.resolve("synchronized");
    assertThat(new TimeServer(mark, List.of("echo", "yes")).complaint()).isEmpty();
    Files.writeString(mark, "");
    assertThat(new TimeServer(mark, List.of("echo", "no")).complaint()).isEmpty();
  }

  @Test
  void systemThatSaysNothingIsNotBelieved(@TempDir Path directory) {
    var absent = directory.resolve("synchronized");
    assertThat(new TimeServer(absent, List.of("no-such-program")).keepsTheClock())
        .isEmpty();
    assertThat(new TimeServer(absent, List.of("echo", "Failed to connect")).complaint())
        .isEmpty();
  }
}
