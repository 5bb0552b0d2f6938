// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firefoxsync.conformance.SigningClient;
import firefoxsync.conformance.SigningClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room, one that cannot be written, one that fails for a while. */
final class FullDiskIT {
  private static final int DISK_MEBIBYTES = 24;
  private static final int FILLER_BYTES = 8 << 20;
  private static final int PAYLOAD_BYTES = 200_000;
  private static final int WRITES_MAX = 1000;
  private static final String COLLECTION = "/storage/bookmarks";

  @TempDir
  private Path directory = Path.of("replaced");

  @BeforeAll
  static void needRoot() throws Exception {
    assumeTrue(Commands.isRoot(), "SKIPPED: a file system of its own can be mounted by root alone");
  }

  @Test
  void fullDiskRefusesWritesAnswersReadingsAndIsOverOnceThereIsRoom() throws Exception {
    try (var disk = SmallDisk.mount(directory.resolve("state"), DISK_MEBIBYTES)) {
      var filler = Files.write(disk.directory().resolve("filler"), new byte[FILLER_BYTES]);
      try (var served = ServedDirectory.start(directory, disk.directory())) {
        var client = served.client(1);
        var kept = putUntilRefused(client);
        assertThat(kept).hasSizeGreaterThan(10);

        assertThat(client.get(COLLECTION).texts()).containsAll(kept);
        assertThat(client.get(COLLECTION + "/" + kept.get(0)).status()).isEqualTo(200);
        assertThat(client.delete(COLLECTION + "/" + kept.get(0)).status()).isIn(200, 503);

        Files.delete(filler);
        kept.remove(0);
        awaitWritable(client);
        kept.add("again");
        assertThat(client.get(COLLECTION).texts()).containsAll(kept);
        StoredRows.check(served.database());
        served.kill();
        served.launch();
        served.awaitAnswer();
        assertThat(client.get(COLLECTION).texts()).containsAll(kept);
        refuseFlood(served);
      }
    }
  }

  @Test
  void failingDiskRefusesWritesUntilItWorksAgain() throws Exception {
    try (var served = ServedDirectory.start(directory, directory)) {
      var client = served.client(1);
      assertThat(put(client, "before").status()).isEqualTo(200);
      // No file may grow beyond this: each write fails as on a disk that does.
      limitFiles(served, "4096");
      for (int i = 0; i < 20; i++) {
        refusedForNow(put(client, "during" + i));
      }
      assertThat(client.get(COLLECTION).texts()).containsExactly("before");

      limitFiles(served, "unlimited");
      awaitWritable(client);
      assertThat(client.get(COLLECTION).texts()).containsExactlyInAnyOrder("before", "again");
      refuseFlood(served);
    }
  }

  @Test
  void readOnlyDiskStopsTheStartWithOneLine() throws Exception {
    try (var disk = SmallDisk.mount(directory.resolve("state"), DISK_MEBIBYTES);
        var served = ServedDirectory.start(directory, disk.directory())) {
      assertThat(put(served.client(1), "before").status()).isEqualTo(200);
      assertThat(served.stop()).isZero();
      int logged = served.log().length();
      disk.makeReadOnly();
      served.launch();
      assertThat(served.awaitEnd()).isEqualTo(1);
      assertThat(served.log().substring(logged).lines())
          .singleElement()
          .asString()
          .contains("" + disk.directory());
      disk.makeWritable();
      served.launch();
      served.awaitAnswer();
      assertThat(served.client(1).get(COLLECTION).texts()).containsExactly("before");
      assertThat(served.stop()).isZero();
    }
  }

  private static List<String> putUntilRefused(SigningClient client) {
    var kept = new ArrayList<String>();
    for (int i = 0; i < WRITES_MAX; i++) {
      var answer = put(client, "id" + i);
      if (answer.status() != 200) {
        refusedForNow(answer);
        return kept;
      }
      kept.add("id" + i);
    }
    throw new AssertionError("the disk does not get full");
  }

  private static Answer put(SigningClient client, String id) {
    var payload = "x".repeat(PAYLOAD_BYTES);
    return client.put(COLLECTION + "/" + id, "{\"payload\":\"" + payload + "\"}");
  }

  private static void refusedForNow(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("0");
    assertThat(answer.has("Retry-After")).isTrue();
  }

  private static void awaitWritable(SigningClient client) {
    Awaitility.await("writes are kept again")
        .atMost(Duration.ofSeconds(20))
        .until(() -> put(client, "again").status() == 200);
  }

  private static void limitFiles(ServedDirectory served, String bytes)
      throws IOException, InterruptedException {
    // The soft limit alone, which may be raised again.
    Commands.run("prlimit", "--pid", "" + served.pid(), "--fsize=" + bytes + ":unlimited");
  }

  /** An incident is a line when it begins and one when it is over, not one a request. */
  private static void refuseFlood(ServedDirectory served) {
    var failures = served.log().lines().filter(line -> line.contains("cannot ")).toList();
    assertThat(failures).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    assertThat(served.log()).doesNotContain("\tat ", "    at ");
  }
}
