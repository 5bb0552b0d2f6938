// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firefoxsync.TestClock;
import firefoxsync.people.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OpenUploadsTest {
  private static final Person ALICE = Person.local("a");
  private static final Person BOB = Person.local("b");

  private final TestClock clock = new TestClock();
  private final OpenUploads open = new OpenUploads(clock);

  @Test
  void personHasALimit() {
    begin(ALICE, 0, OpenUploads.PERSON_MAX);

    assertRefused(ALICE, 1000);
    // What has begun goes on, and others begin.
    open.touch(ALICE, 3);
    open.touch(BOB, 1001);
  }

  @Test
  void whatHasEndedMakesRoom() {
    begin(ALICE, 0, OpenUploads.PERSON_MAX);
    open.end(7);

    assertThatCode(() -> open.touch(ALICE, 1000)).doesNotThrowAnyException();
    assertRefused(ALICE, 1001);
  }

  @Test
  void whatNobodySpeaksOfMakesRoomInTime() {
    begin(ALICE, 0, OpenUploads.PERSON_MAX);
    clock.advance(Duration.ofMinutes(61));

    assertThatCode(() -> open.touch(ALICE, 1000)).doesNotThrowAnyException();
  }

  @Test
  void allTogetherHaveALimit() {
    for (int i = 0; i < OpenUploads.ALL_MAX / OpenUploads.PERSON_MAX; i++) {
      begin(Person.local("p" + i), i * 100, OpenUploads.PERSON_MAX);
    }

    assertRefused(ALICE, 100_000);
  }

  private void begin(Person person, int first, int count) {
    for (int i = 0; i < count; i++) {
      open.touch(person, first + i);
    }
  }

  private void assertRefused(Person person, long upload) {
    assertThatExceptionOfType(RemoteStorageException.class)
        .isThrownBy(() -> open.touch(person, upload))
        .matches(e -> e.error() == RemoteStorageError.TOO_MANY_UPLOADS);
  }
}
