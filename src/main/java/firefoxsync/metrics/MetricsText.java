// SPDX-License-Identifier: MPL-2.0
package firefoxsync.metrics;

import java.util.Map;

/**
 * Writes Prometheus' text format, version 0.0.4: families one after the other, each with its help, its
 * type and its samples.
 */
public final class MetricsText {
  /** What the text is sent as. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String PREFIX = "firefox_sync_";

  private final StringBuilder text = new StringBuilder();
  private String family = "";

  /** Starts a family of numbers that only grow; its name gets {@code firefox_sync_} before it. */
  public MetricsText counter(String name, String help) {
    return family(name, "counter", help);
  }

  /** Starts a family of numbers that come and go. */
  public MetricsText gauge(String name, String help) {
    return family(name, "gauge", help);
  }

  /** Starts a family of histograms. */
  public MetricsText histogram(String name, String help) {
    return family(name, "histogram", help);
  }

  /** Adds the one number of a family without labels. */
  public MetricsText value(double value) {
    return sample(family, Map.of(), value);
  }

  /** Adds the one number of a family without labels. */
  public MetricsText value(long value) {
    // A double has the first 15 digits, which is what Prometheus keeps.
    return value((double) value);
  }

  /** Adds the number that belongs to the label. */
  public MetricsText value(String label, String of, long value) {
    return value(label, of, (double) value);
  }

  /** Adds the number that belongs to the label. */
  public MetricsText value(String label, String of, double value) {
    return sample(family, Map.of(label, of), value);
  }

  /** Adds the number that belongs to the labels, which are told in the map's order. */
  public MetricsText value(Map<String, String> labels, long value) {
    return sample(family, labels, (double) value);
  }

  /** Adds the histogram that belongs to the label. */
  public MetricsText value(String label, String of, Histogram histogram) {
    var own = '{' + label + "=\"" + escape(of) + "\"}";
    var counts = histogram.counts();
    for (int i = 0; i < counts.upTo().size(); i++) {
      var end = i < Histogram.SECONDS.size() ? number(Histogram.SECONDS.get(i)) : "+Inf";
      line(family + "_bucket{" + label + "=\"" + escape(of) + "\",le=\"" + end + "\"}", (double)
          counts.upTo().get(i));
    }
    line(family + "_sum" + own, counts.sumSeconds());
    line(family + "_count" + own, (double) counts.upTo().get(counts.upTo().size() - 1));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private MetricsText family(String name, String type, String help) {
    family = PREFIX + name;
    text.append("# HELP ").append(family).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
    return this;
  }

  private MetricsText sample(String name, Map<String, String> labels, double value) {
    var whole = new StringBuilder(name);
    if (!labels.isEmpty()) {
      labels.forEach((label, of) -> whole
          .append(whole.length() == name.length() ? '{' : ',')
          .append(label)
          .append("=\"")
          .append(escape(of))
          .append('"'));
      whole.append('}');
    }
    line(whole.toString(), value);
    return this;
  }

  private void line(String sample, double value) {
    text.append(sample).append(' ').append(number(value)).append('\n');
  }

  private static String number(double value) {
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return isWhole ? Long.toString((long) value) : Double.toString(value);
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
