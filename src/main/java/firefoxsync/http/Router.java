// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: first the tables with the longest mount that starts the path, then
 * the most literal template in them, then the method. Immutable.
 */
final class Router {
  private record Candidate(RouteTable table, Route route, PathTemplate template) {}

  private record Mounted(List<RouteTable> tables, List<Candidate> candidates) {}

  /** What answers at one host. */
  private record Part(OwnHost host, Map<String, Mounted> mounts) {}

  private final Map<String, Mounted> mounts;
  private final List<Part> ownHosts;
  private final RouteTable nowhere;

  Router(List<RouteTable> tables, ErrorFormat lastResort) {
    this.mounts = mounts(tables, null);
    this.ownHosts = tables.stream()
        .map(RouteTable::host)
        .filter(Objects::nonNull)
        .distinct()
        .map(host -> new Part(host, mounts(tables, host)))
        .toList();
    this.nowhere = RouteTable.of(lastResort, List.of(""));
  }

  private static Map<String, Mounted> mounts(List<RouteTable> tables, @Nullable OwnHost host) {
    var byMount = new HashMap<String, List<RouteTable>>();
    for (var table : tables) {
      if (Objects.equals(table.host(), host)) {
        for (var mount : table.mounts()) {
          byMount.computeIfAbsent(mount, m -> new ArrayList<>()).add(table);
        }
      }
    }
    var built = new HashMap<String, Mounted>();
    byMount.forEach((mount, sharing) -> built.put(mount, mounted(sharing)));
    return Map.copyOf(built);
  }

  /** Finds what answers a request at the host that it is meant for. */
  RouteMatch find(RequestHead head) {
    for (var part : ownHosts) {
      if (part.host().isMeantBy(head.header("Host").orElse(""))) {
        return find(part.mounts(), head.method(), head.path());
      }
    }
    return find(head.method(), head.path());
  }

  /** Finds what answers the method on the raw path, where nothing answers at hosts of its own. */
  RouteMatch find(String method, String path) {
    return find(mounts, method, path);
  }

  private RouteMatch find(Map<String, Mounted> from, String method, String path) {
    int end = path.length();
    while (end >= 0) {
      var mounted = from.get(path.substring(0, end));
      if (mounted != null) {
        return find(mounted, method, PathTemplate.split(path.substring(end)));
      }
      end = end == 0 ? -1 : path.lastIndexOf('/', end - 1);
    }
    return RouteMatch.nothing(nowhere);
  }

  private static Mounted mounted(List<RouteTable> tables) {
    var candidates = new ArrayList<Candidate>();
    for (var table : tables) {
      for (var route : table.routes()) {
        var template = new PathTemplate(route.template(), table.values());
        candidates.add(new Candidate(table, route, template));
      }
    }
    candidates.sort(Comparator.comparing(candidate -> candidate.template().rank()));
    return new Mounted(List.copyOf(tables), List.copyOf(candidates));
  }

  private static RouteMatch find(Mounted mounted, String method, List<String> rawSegments) {
    var nothing = RouteMatch.nothing(mounted.tables().get(0));
    var path = PathTemplate.decode(rawSegments).orElse(null);
    var wanted = method.equals("HEAD") ? "GET" : method;
    var wrongMethod = nothing;
    var allowed = new TreeSet<String>();
    for (var candidate : mounted.candidates()) {
      var table = candidate.table();
      var values = candidate
          .template()
          .match(trim(rawSegments, table), path == null ? null : trim(path, table));
      if (values.isPresent()) {
        if (candidate.route().method().equals(wanted)) {
          return new RouteMatch(candidate.table(), candidate.route(), values.get(), allowed);
        }
        if (allowed.isEmpty()) {
          wrongMethod = RouteMatch.nothing(candidate.table());
        }
        allow(candidate.route().method(), allowed);
      }
    }
    return new RouteMatch(wrongMethod.table(), null, Map.of(), allowed);
  }

  private static void allow(String method, Set<String> allowed) {
    allowed.add(method);
    if (method.equals("GET")) {
      allowed.add("HEAD");
    }
  }

  private static List<String> trim(List<String> path, RouteTable table) {
    int last = path.size() - 1;
    boolean trimmed = table.finalSlash() && last >= 0 && path.get(last).isEmpty();
    return trimmed ? path.subList(0, last) : path;
  }
}
