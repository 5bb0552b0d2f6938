// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.metrics.Measured;
import firefoxsync.metrics.MetricsText;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How it stands with the storages in which people's data live. A provider is named once several have
 * linked a storage there: the host of one person's own storage would name her.
 */
final class ProviderMeasures implements Measured {
  private static final int NAMED_FROM = 3;
  private static final String OTHERS = "others";
  private static final double MILLIS = 1000;

  private final LogGround ground;
  private final Lanes lanes;

  ProviderMeasures(LogGround ground, Lanes lanes) {
    this.ground = ground;
    this.lanes = lanes;
  }

  /** Links of one provider, by how it stands with them. */
  private record Links(Map<ProviderLink.State, Long> byState) {
    Links() {
      this(new TreeMap<>());
    }

    long all() {
      return byState.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public void tell(MetricsText text) {
    var links = links();
    tellLinks(text, links);
    tellAsked(text, links);
    tellLogs(text);
  }

  private Map<String, Links> links() {
    var found = new TreeMap<String, Links>();
    for (var some : ground.database().read(tx -> new LinkStore(tx, ground.seal()).counts())) {
      found
          .computeIfAbsent(ProviderLink.Address.provider(some.root()), it -> new Links())
          .byState()
          .merge(some.state(), some.links(), Long::sum);
    }
    return found;
  }

  private static String name(Map<String, Links> links, String provider) {
    var known = links.get(provider);
    return known == null || known.all() < NAMED_FROM
        ? OTHERS
        : String.valueOf(URI.create(provider).getAuthority());
  }

  private static void tellLinks(MetricsText text, Map<String, Links> links) {
    var named = new TreeMap<String, Links>();
    links.forEach((provider, some) -> some.byState().forEach((state, count) -> named
        .computeIfAbsent(name(links, provider), it -> new Links())
        .byState()
        .merge(state, count, Long::sum)));
    text.gauge("elsewhere_links", "Storages elsewhere, by how it stands with them.");
    named.forEach((provider, some) -> some.byState()
        .forEach((state, count) ->
            text.value(labels(provider, "state", state.name()), count.longValue())));
  }

  private void tellAsked(MetricsText text, Map<String, Links> links) {
    var requests = new TreeMap<String, Long>();
    var failures = new TreeMap<String, Map<ProviderException.Kind, Long>>();
    var rests = new TreeMap<String, Double>();
    lanes.gates().forEach((provider, gate) -> {
      var name = name(links, provider);
      requests.merge(name, gate.requests(), Long::sum);
      var some = failures.computeIfAbsent(name, it -> new TreeMap<>());
      gate.failures().forEach((kind, count) -> some.merge(kind, count, Long::sum));
      rests.merge(name, Math.max(0, gate.rest().toMillis() / MILLIS), Math::max);
    });
    text.counter("elsewhere_requests_total", "Requests to storages elsewhere.");
    requests.forEach((name, count) -> text.value("provider", name, count.longValue()));
    text.counter("elsewhere_failures_total", "Those that were not done, by why.");
    failures.forEach((name, some) -> some.forEach(
        (kind, count) -> text.value(labels(name, "kind", kind.name()), count.longValue())));
    text.gauge("elsewhere_rest_seconds", "How long a provider that failed is left alone yet.");
    rests.forEach((name, seconds) -> text.value("provider", name, seconds.doubleValue()));
  }

  private void tellLogs(MetricsText text) {
    var all = ground.database().read(tx -> new LogStore(tx).counts());
    text.gauge("elsewhere_logs", "Stores whose data live elsewhere, by who writes them.");
    all.byState().forEach((state, count) -> text.value("state", word(state.name()), count));
    text.gauge("elsewhere_waiting_changes", "Acknowledged changes that the storages lack.")
        .value(all.waiting());
    text.gauge("elsewhere_lag_seconds", "Age of the oldest of them.")
        .value(
            all.waiting() == 0
                ? 0
                : Math.max(0, (ground.clock().millis() - all.oldest()) / MILLIS));
    text.gauge("elsewhere_pending_commits", "Commits of which nobody knows whether they arrived.")
        .value(all.pending());
  }

  private static Map<String, String> labels(String provider, String label, String of) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("provider", provider);
    labels.put(label, word(of));
    return labels;
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
