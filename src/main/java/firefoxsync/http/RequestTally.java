// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import firefoxsync.metrics.Histogram;
import firefoxsync.metrics.MetricsText;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what was answered, by feature. Safe for concurrent use; never blocks. */
final class RequestTally {
  /** Of requests that came to no feature, such as those that are none. */
  static final String NO_FEATURE = "none";

  /**
   * An answer that has left.
   *
   * @param took from the end of the request's head
   * @param bytesReceived of the request's body
   * @param bytesSent of the answer's body
   */
  record Sent(int status, Duration took, long bytesReceived, long bytesSent) {}

  private record Kind(String feature, int status) {}

  /** One feature's. */
  private record Volume(Histogram time, LongAdder received, LongAdder sent) {
    Volume() {
      this(new Histogram(), new LongAdder(), new LongAdder());
    }
  }

  private final Map<Kind, LongAdder> answers = new ConcurrentHashMap<>();
  private final Map<String, Volume> volumes = new ConcurrentHashMap<>();

  /** Counts an answer of the feature. */
  void sent(String feature, Sent answer) {
    var kind = new Kind(feature, answer.status());
    answers.computeIfAbsent(kind, first -> new LongAdder()).increment();
    var volume = volumes.computeIfAbsent(feature, name -> new Volume());
    volume.time().add(answer.took());
    volume.received().add(answer.bytesReceived());
    volume.sent().add(answer.bytesSent());
  }

  void tell(MetricsText text) {
    text.counter("requests_total", "Requests that were answered.");
    answers.keySet().stream()
        .sorted(Comparator.comparing(Kind::feature).thenComparing(Kind::status))
        .forEach(kind -> {
          var labels = new LinkedHashMap<String, String>();
          labels.put("feature", kind.feature());
          labels.put("status", Integer.toString(kind.status()));
          text.value(labels, count(answers.get(kind)));
        });
    var features = volumes.keySet().stream().sorted().toList();
    text.histogram("request_seconds", "From the end of a request's head to the end of its answer.");
    features.forEach(name -> text.value("feature", name, volume(name).time()));
    text.counter("received_bytes_total", "Bytes of requests' bodies.");
    features.forEach(name -> text.value("feature", name, volume(name).received().sum()));
    text.counter("sent_bytes_total", "Bytes of answers' bodies.");
    features.forEach(name -> text.value("feature", name, volume(name).sent().sum()));
  }

  private Volume volume(String feature) {
    return volumes.getOrDefault(feature, new Volume());
  }

  private static long count(@Nullable LongAdder adder) {
    return adder == null ? 0 : adder.sum();
  }
}
