// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import firefoxsync.torture.SystemCalls.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks at the system calls of the running daemon: an answer to a write leaves only after an fsync or
 * fdatasync of the log has returned that began when the request was there.
 */
final class AnsweredAfterSyncIT {
  private static final int WRITERS = 4;
  private static final int WRITES = 15;
  private static final Set<String> READS = Set.of("read", "recvfrom", "recvmsg", "readv");
  private static final Set<String> WRITE_CALLS = Set.of("write", "writev", "sendto", "sendmsg");
  private static final Set<String> SYNCS = Set.of("fsync", "fdatasync");

  @Test
  void answerToAWriteLeavesAfterTheLogWasSynced(@TempDir Path directory) throws Exception {
    assumeFalse(
        Boolean.getBoolean("torture.without.strace"),
        "SKIPPED by -Dtorture.without.strace=true: nothing is shown about fsync");
    var trace = directory.resolve("trace");
    try (var served = ServedDirectory.start(directory, directory)) {
      assertThat(put(served, 1, 0)).isEqualTo(200);
      var strace = attach(served, trace);
      IntStream.range(0, WRITERS).parallel().forEach(writer -> IntStream.range(0, WRITES)
          .forEach(i -> assertThat(put(served, writer, i)).isEqualTo(200)));
      strace.destroy();
      strace.waitFor(20, TimeUnit.SECONDS);
    }
    var calls = SystemCalls.parse(Files.readAllLines(trace));
    int checked = check(calls);
    System.out.printf(
        "torture: %d answers to writes left after one of %d syncs of the log%n",
        checked, syncs(calls).size());
    assertThat(checked).isGreaterThanOrEqualTo(WRITERS * WRITES);
  }

  /** Half of them puts, the others posts. */
  private static int put(ServedDirectory served, int writer, int i) {
    var client = served.client(10 + writer);
    return i % 2 == 0
        ? client.put("/storage/bookmarks/id" + i, "{\"payload\":\"x\"}").status()
        : client.post("/storage/bookmarks", "[{\"id\":\"id" + i + "\"}]").status();
  }

  private static Process attach(ServedDirectory served, Path trace) throws IOException {
    var watched = String.join(
        ",", Stream.of(READS, WRITE_CALLS, SYNCS).flatMap(Set::stream).toList());
    var messages = trace.resolveSibling("strace.log");
    var process = new ProcessBuilder(
            "strace",
            "-f",
            "-y",
            "-s",
            "24",
            "-o",
            "" + trace,
            "-e",
            "trace=" + watched,
            "-e",
            "signal=none",
            "-p",
            "" + served.pid())
        .redirectErrorStream(true)
        .redirectOutput(messages.toFile())
        .start();
    Awaitility.await("strace looks at the daemon; where it may not, run with"
            + " -Dtorture.without.strace=true")
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          var said = Files.readString(messages);
          assertThat(process.isAlive()).as("strace: " + said).isTrue();
          return said.contains("attached");
        });
    return process;
  }

  private static List<Call> syncs(List<Call> calls) {
    return calls.stream()
        .filter(call -> SYNCS.contains(call.name()) && call.arguments().contains(".db-wal"))
        .toList();
  }

  /** Returns how many answers to writes there were, each of which left in time. */
  private static int check(List<Call> calls) {
    var syncs = syncs(calls);
    var waiting = new HashMap<String, Call>();
    int answers = 0;
    for (var call : calls) {
      if (READS.contains(call.name()) && call.arguments().matches(".*\"(PUT|POST) /1.5/.*")) {
        waiting.put(call.descriptor(), call);
      } else if (WRITE_CALLS.contains(call.name()) && call.arguments().contains("\"HTTP/1.1 200")) {
        var request = waiting.remove(call.descriptor());
        if (request != null) {
          answers++;
          assertThat(syncs)
              .as("a sync between request %s and answer %s", request, call)
              .anyMatch(sync -> sync.begin() > request.end() && sync.end() < call.begin());
        }
      }
    }
    return answers;
  }
}
