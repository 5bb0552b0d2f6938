// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where answers are kept, and that nothing stays behind. */
final class SpoolTest {
  private static final int MIB = 1024 * 1024;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Test
  void shortAnswerStaysInMemoryWhateverTheBudget() {
    var spool = new Spool(directory, 0, 0);

    var body = write(spool, Body.PIECE_BYTES);

    assertThat(body).isInstanceOf(Body.Bytes.class);
    assertThat(body.length()).isEqualTo(Body.PIECE_BYTES);
  }

  @Test
  void longerAnswerStaysInMemoryWhileTheBudgetLasts() {
    int longest = Spool.MEMORY_BYTES_MAX;
    var spool = new Spool(directory, 2L * longest - 2 * Body.PIECE_BYTES, 16 * MIB);

    var first = write(spool, longest);
    var second = write(spool, longest);
    var third = write(spool, longest);

    assertThat(first).isInstanceOf(Body.Bytes.class);
    assertThat(second).isInstanceOf(Body.Bytes.class);
    assertThat(third).isInstanceOf(Body.Spooled.class);
    first.release();
    first.release();
    second.release();
    third.release();
    assertThat(spool.memory().taken()).isZero();
    assertThat(spool.disk().taken()).isZero();
  }

  @Test
  void longestAnswerIsAFileWithoutAName() throws IOException {
    var spool = new Spool(directory, 16 * MIB, 16 * MIB);

    var body = write(spool, 3 * MIB + 1);

    assertThat(body.length()).isEqualTo(3 * MIB + 1);
    assertThat(spool.memory().taken()).isZero();
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
    var last = ByteBuffer.allocate(2);
    var channel = ((Body.Spooled) body).channel();
    assertThat(channel.read(last, 3 * MIB - 1)).isEqualTo(2);
    assertThat(last.array()).isEqualTo(new byte[] {(byte) (3 * MIB - 1), 0});
    body.release();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void fullSpoolIsUnavailableAndHoldsNothing() {
    var spool = new Spool(directory, 0, MIB);

    assertThatExceptionOfType(FaultException.class)
        .isThrownBy(() -> write(spool, 2 * MIB))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(HttpFault.UNAVAILABLE));
    assertThat(spool.disk().taken()).isZero();
  }

  @Test
  void answerThatIsNeverFinishedHoldsNothing() {
    var spool = new Spool(directory, MIB, MIB);

    try (var out = spool.open()) {
      out.write(new byte[MIB], 0, Spool.MEMORY_BYTES_MAX);
      assertThat(spool.memory().taken()).isPositive();
    }
    assertThat(spool.memory().taken()).isZero();
  }

  @Test
  void leftoversOfAKilledProcessGo() throws IOException {
    Files.createFile(directory.resolve("spool-7"));
    Files.createFile(directory.resolve("other"));

    new Spool(directory, 0, 0);

    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("other"));
    }
  }

  /** Counts up byte by byte, starting anew after 256. */
  private static Body write(Spool spool, int bytes) {
    try (var out = spool.open()) {
      var piece = new byte[1000];
      for (int from = 0; from < bytes; from += piece.length) {
        for (int i = 0; i < piece.length; i++) {
          piece[i] = (byte) (from + i);
        }
        out.write(piece, 0, Math.min(piece.length, bytes - from));
      }
      return out.body();
    }
  }
}
