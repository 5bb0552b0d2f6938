// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static firefoxsync.remotelog.LogSite.HISTORY;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What keeping data elsewhere costs in requests and bytes, with the limits that people have. */
@Timeout(300)
final class LogCostTest {
  /** About what a visited page takes. */
  private static final int PAYLOAD_BYTES = 640;

  private Path otherDirectory;
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory, @TempDir Path other) throws IOException {
    otherDirectory = other;
    provider = new FaultyProvider();
    site = new LogSite(
        TestDatabases.open(directory), new TestClock(), RemoteLogLimits.STANDARD, LogSite.MASTER);
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  private void fill(int items) {
    for (int from = 0; from < items; from += 100) {
      int first = from;
      var updates = IntStream.range(first, Math.min(items, first + 100))
          .mapToObj(i -> new BsoUpdate("i" + i, ProviderNoise.of(i, PAYLOAD_BYTES), null, null))
          .toList();
      site.write(data ->
          new ChangeSet(data.nextTimestamp(), List.of(new ChangeSet.Put(HISTORY, updates)), null));
    }
  }

  @Test
  void fiveThousandItemsThatAreHereGoUpInTenRequests() {
    fill(5000);
    provider.asked();
    site.link(provider);

    var asked = provider.asked();
    assertThat(asked.stream().filter(request -> request.method().equals("PUT")))
        .hasSizeLessThanOrEqualTo(10);
    System.out.println("cost: 5,000 items that are here: " + asked.size() + " requests, of them "
        + asked.stream().filter(request -> request.method().equals("GET")).count()
        + " to read them back");
  }

  @Test
  void tenMegabytesComeBackInFewRequests() {
    fill(15_000);
    site.link(provider);
    for (int i = 0; i < 100; i++) {
      site.put(BOOKMARKS, "b" + i, ProviderNoise.of(i, PAYLOAD_BYTES));
    }
    provider.asked();

    var rebuilt = site.rebuilt(provider, TestDatabases.open(otherDirectory));

    var asked = provider.asked();
    assertThat(rebuilt).isEqualTo(site.everything());
    assertThat(asked).hasSizeLessThanOrEqualTo(20 + 128);
    System.out.println("cost: cold start of 10 MB and 100 commits: " + asked.size() + " requests");
  }

  @Test
  void bytesWrittenStayNearTheBytesOfChange() {
    fill(3000);
    site.link(provider);
    provider.asked();
    long changed = 0;
    for (int i = 0; i < 1000; i++) {
      var payload = ProviderNoise.of(i, PAYLOAD_BYTES);
      changed += payload.length();
      site.put(BOOKMARKS, "b" + i % 700, payload);
    }
    site.tidy();

    var asked = provider.asked();
    long written = asked.stream().mapToLong(FaultyProvider.Asked::bytes).sum();
    System.out.printf(
        "cost: 1,000 commits: %d requests, %.2f bytes written for each byte of change%n",
        asked.size(), (double) written / changed);
    assertThat(written).isLessThan(changed * 5);
  }
}
