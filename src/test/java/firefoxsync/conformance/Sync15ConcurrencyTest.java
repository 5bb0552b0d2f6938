// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sync storage 1.5: writes of one user at the same time. */
final class Sync15ConcurrencyTest {
  private static final int WRITES = 24;
  private static final int PARTS = 20;

  @RegisterExtension
  static final SyncServer SERVER = new SyncServer();

  private final SigningClient client = SERVER.client();

  @Test
  void writesAtTheSameTimeAllSucceedEachWithItsOwnTime() {
    // The clock stands still, so every two writes are within the same hundredth.
    var times = IntStream.range(0, WRITES)
        .parallel()
        .mapToObj(i -> client.put("/storage/tabs/id" + i, "{\"payload\":\"x\"}"))
        .peek(answer -> assertThat(answer.status()).isEqualTo(200))
        .map(SigningClient.Answer::lastModified)
        .toList();

    assertThat(times).doesNotHaveDuplicates();
    assertThat(client.get("/storage/tabs").texts()).hasSize(WRITES);
    assertThat(client.get("/info/collection_counts").body()).isEqualTo("{\"tabs\":" + WRITES + "}");
    assertThat(client.get("/info/collections").lastModified())
        .isEqualTo(times.stream().max(String::compareTo).orElseThrow());
  }

  /** Clause 11.3: a batch takes several steps to commit, between which others read and write. */
  @Test
  void commitIsSeenWholeOrNotAtAll() {
    var tabs = "/storage/tabs";
    var batch = client.post(tabs + "?batch=true", "[]").json().get("batch").asText();
    for (int part = 0; part < PARTS; part++) {
      client.post(tabs + "?batch=" + batch, items(part));
    }
    var other = SERVER.client();
    var commit = CompletableFuture.supplyAsync(
        () -> client.post(tabs + "?commit=true&batch=" + batch, "[]"));
    do {
      var seen = client.get(tabs);
      assertThat(seen.texts()).hasSize(seen.lastModified().equals("0.00") ? 0 : 100 * PARTS);
      assertThat(other.put(tabs + "/a", "{}").status()).isEqualTo(200);
    } while (!commit.isDone());

    assertThat(client.get(tabs).lastModified()).isEqualTo(commit.join().lastModified());
    assertThat(client.get(tabs).texts()).hasSize(100 * PARTS);
    assertThat(client.get("/info/collection_counts").body())
        .isEqualTo("{\"tabs\":" + 100 * PARTS + "}");
  }

  private static String items(int part) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "{\"id\":\"%d-%d\",\"payload\":\"%s\"}".formatted(part, i, "x".repeat(2000)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void onlyOneOfSeveralWritersWithTheSamePreconditionWins() {
    var before = client.put("/storage/tabs/a", "{}").lastModified();

    var statuses = IntStream.range(0, 8)
        .parallel()
        .map(i -> client
            .put("/storage/tabs/a", "{\"payload\":\"" + i + "\"}", "X-If-Unmodified-Since", before)
            .status())
        .sorted()
        .boxed()
        .toList();

    assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
  }

  @Test
  void onlyOneOfSeveralChangesOfACollectionWithTheSamePreconditionWins() {
    var tabs = "/storage/tabs";
    var before = client.put(tabs + "/a", "{}").lastModified();
    var batches = IntStream.range(0, 3)
        .mapToObj(i -> client.post(tabs + "?batch=true", "[{\"id\":\"b" + i + "\"}]"))
        .map(answer -> answer.json().get("batch").asText())
        .toList();
    var precondition = new String[] {"X-If-Unmodified-Since", before};

    var statuses = IntStream.range(0, 9)
        .parallel()
        .map(i -> switch (i % 3) {
          case 0 ->
            client
                .post(tabs + "?commit=true&batch=" + batches.get(i / 3), "[]", precondition)
                .status();
          case 1 -> client.post(tabs, "[{\"id\":\"c" + i + "\"}]", precondition).status();
          default -> client.delete(tabs + "?ids=a", precondition).status();
        })
        .sorted()
        .boxed()
        .toList();

    assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412, 412, 412, 412);
  }
}
