// SPDX-License-Identifier: MPL-2.0
package firefoxsync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Prometheus' text format, version 0.0.4. */
final class MetricsTextTest {
  @Test
  void eachFamilyHasHelpTypeAndSamples() {
    var text = new MetricsText();
    text.gauge("things", "What there is.").value(1.5);
    text.counter("events_total", "What was.").value("kind", "a", 2).value("kind", "b", 1e12);

    assertThat(text)
        .hasToString(
            """
            # HELP firefox_sync_things What there is.
            # TYPE firefox_sync_things gauge
            firefox_sync_things 1.5
            # HELP firefox_sync_events_total What was.
            # TYPE firefox_sync_events_total counter
            firefox_sync_events_total{kind="a"} 2
            firefox_sync_events_total{kind="b"} 1000000000000
            """);
  }

  @Test
  void labelsAreEscaped() {
    var text = new MetricsText();
    text.gauge("things", "What there is.").value("name", "a\"b\\c\nd", 1);

    assertThat(text.toString()).contains("firefox_sync_things{name=\"a\\\"b\\\\c\\nd\"} 1\n");
  }

  @Test
  void stepsOfAHistogramCountAllThatTookNoLonger() {
    var histogram = new Histogram();
    histogram.add(Duration.ofMillis(1));
    histogram.add(Duration.ofMillis(2));
    histogram.add(Duration.ofMinutes(1));
    var text = new MetricsText();
    text.histogram("seconds", "How long.").value("kind", "a", histogram);

    assertThat(text.toString().lines())
        .contains(
            "# TYPE firefox_sync_seconds histogram",
            "firefox_sync_seconds_bucket{kind=\"a\",le=\"0.001\"} 1",
            "firefox_sync_seconds_bucket{kind=\"a\",le=\"0.0025\"} 2",
            "firefox_sync_seconds_bucket{kind=\"a\",le=\"30\"} 2",
            "firefox_sync_seconds_bucket{kind=\"a\",le=\"+Inf\"} 3",
            "firefox_sync_seconds_sum{kind=\"a\"} 60.003",
            "firefox_sync_seconds_count{kind=\"a\"} 3");
  }
}
