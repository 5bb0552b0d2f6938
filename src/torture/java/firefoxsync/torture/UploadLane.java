// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A folder that one writer fills with documents. What each must be is known but for the one request
 * that was not answered. One thread writes and verifies; another may read.
 */
final class UploadLane {
  private static final int DOCUMENTS = 4;
  private static final int SMALL_BYTES_MAX = 2000;
  private static final int BYTES_MAX = 5 * 1024 * 1024;
  private static final int SEED_BYTES = Long.BYTES;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String folder;
  private final String token;
  private final Random random;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<State>> states = new HashMap<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong readings = new AtomicLong();

  /**
   * What a document may be: the bytes that a seed yields.
   *
   * @param length less than 0 when there is none
   * @param etag empty when no answer told it
   */
  private record State(long seed, int length, String etag) {
    static final State NOTHING = new State(0, -1, "");

    byte[] bytes() {
      var bytes = new byte[length];
      new Random(seed).nextBytes(bytes);
      return ByteBuffer.wrap(bytes).putLong(seed).array();
    }

    /** Tells whether an answer to a reader shows this. */
    boolean fits(HttpResponse<byte[]> answer) {
      if (length < 0) {
        return answer.statusCode() == 404;
      }
      return answer.statusCode() == 200
          && Arrays.equals(answer.body(), bytes())
          && (etag.isEmpty() || etag.equals(etagOf(answer)));
    }
  }

  UploadLane(String folder, String token, Random random) {
    this.folder = folder;
    this.token = token;
    this.random = random;
    names().forEach(name -> states.put(name, List.of(State.NOTHING)));
  }

  private List<State> possible(String name) {
    return states.getOrDefault(name, List.of());
  }

  private static Stream<String> names() {
    return IntStream.range(0, DOCUMENTS).mapToObj(i -> "doc" + i);
  }

  /** Puts or deletes one document. */
  void write() {
    var name = "doc" + random.nextInt(DOCUMENTS);
    if (random.nextInt(6) == 0) {
      change(name, State.NOTHING, request(name).DELETE());
      return;
    }
    int most = random.nextInt(4) == 0 ? SMALL_BYTES_MAX : BYTES_MAX;
    var wanted = new State(random.nextLong(), SEED_BYTES + random.nextInt(most), "");
    change(name, wanted, request(name).PUT(body(wanted.bytes())));
  }

  /** Announces the length, or sends it in chunks. */
  private BodyPublisher body(byte[] bytes) {
    return random.nextBoolean()
        ? BodyPublishers.ofByteArray(bytes)
        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  private void change(String name, State wanted, HttpRequest.Builder request) {
    var before = possible(name);
    HttpResponse<byte[]> answer;
    try {
      answer = send(request);
    } catch (UncheckedIOException e) {
      unanswered.incrementAndGet();
      states.put(name, Stream.concat(before.stream(), Stream.of(wanted)).toList());
      return;
    }
    int status = answer.statusCode();
    if (status == 503) {
      return;
    }
    if (status == 200 || status == 201) {
      acknowledged.incrementAndGet();
      var etag = wanted.length() < 0 ? "" : etagOf(answer);
      states.put(name, List.of(new State(wanted.seed(), wanted.length(), etag)));
    } else if (status != 404 || wanted.length() >= 0 || !before.contains(State.NOTHING)) {
      throw new AssertionError(name + " was answered by " + status);
    }
  }

  /** Reads any document: whatever it is by now, it is whole. */
  void read() {
    var name = "doc" + (readings.get() % DOCUMENTS);
    try {
      var answer = send(request(name).GET());
      if (answer.statusCode() == 200) {
        long seed = ByteBuffer.wrap(answer.body()).getLong();
        if (!new State(seed, answer.body().length, "").fits(answer)) {
          throw new AssertionError(name + " is not what anybody has put");
        }
      }
      readings.incrementAndGet();
    } catch (UncheckedIOException e) {
      // A reading that was not answered says nothing.
    }
  }

  /** Checks every document and the listing after a restart. */
  void verify() {
    var listed = listing();
    names().forEach(name -> {
      var answer = send(request(name).GET());
      var state = possible(name).stream()
          .filter(one -> one.fits(answer))
          .findFirst()
          .orElseThrow(() -> new AssertionError("%s%s is none of %s: %d, %d bytes, %s"
              .formatted(
                  folder,
                  name,
                  states.get(name),
                  answer.statusCode(),
                  answer.body().length,
                  etagOf(answer))));
      checkItem(name, listed, state, answer);
      states.put(name, List.of(new State(state.seed(), state.length(), etagOf(answer))));
    });
  }

  private static void checkItem(
      String name, JsonNode listed, State state, HttpResponse<byte[]> answer) {
    var item = listed.path(name);
    boolean isRight = state.length() < 0
        ? item.isMissingNode()
        : item.path("Content-Length").asInt() == state.length()
            && etagOf(answer).equals("\"" + item.path("ETag").asText() + "\"");
    if (!isRight) {
      throw new AssertionError(name + " is listed as " + item + " and is " + state);
    }
  }

  private JsonNode listing() {
    try {
      return new ObjectMapper().readTree(send(request("").GET()).body()).path("items");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String etagOf(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElse("");
  }

  private HttpRequest.Builder request(String name) {
    return HttpRequest.newBuilder(URI.create(folder + name))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long unanswered() {
    return unanswered.get();
  }

  long readings() {
    return readings.get();
  }
}
