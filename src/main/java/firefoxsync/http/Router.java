// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the route of a request: first the tables with the longest mount that starts the path, then
 * the most literal template in them, then the method. Immutable.
 */
final class Router {
  private record Candidate(RouteTable table, Route route, PathTemplate template) {}

  private record Mounted(List<RouteTable> tables, List<Candidate> candidates) {}

  private final Map<String, Mounted> mounts;
  private final RouteTable nowhere;

  Router(List<RouteTable> tables, ErrorFormat lastResort) {
    var byMount = new HashMap<String, List<RouteTable>>();
    for (var table : tables) {
      for (var mount : table.mounts()) {
        byMount.computeIfAbsent(mount, m -> new ArrayList<>()).add(table);
      }
    }
    var built = new HashMap<String, Mounted>();
    byMount.forEach((mount, sharing) -> built.put(mount, mounted(sharing)));
    this.mounts = Map.copyOf(built);
    this.nowhere = RouteTable.of(lastResort, List.of(""));
  }

  /** Finds what answers the method on the raw path. */
  RouteMatch find(String method, String path) {
    int end = path.length();
    while (end >= 0) {
      var mounted = mounts.get(path.substring(0, end));
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
    var path = PathTemplate.decode(rawSegments);
    if (path.isEmpty()) {
      return nothing;
    }
    var wanted = method.equals("HEAD") ? "GET" : method;
    var wrongMethod = nothing;
    var allowed = new TreeSet<String>();
    for (var candidate : mounted.candidates()) {
      var values = candidate.template().match(trim(path.get(), candidate.table()));
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
