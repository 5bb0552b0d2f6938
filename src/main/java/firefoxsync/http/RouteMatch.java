// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the router found for a request.
 *
 * @param table which feature answers, errors included
 * @param route null when nothing fits path and method
 * @param pathValues decoded values of the route's variables
 * @param allowed methods of the path when only the method does not fit; empty means 404
 */
record RouteMatch(
    RouteTable table, @Nullable Route route, Map<String, String> pathValues, Set<String> allowed) {
  static RouteMatch nothing(RouteTable table) {
    return new RouteMatch(table, null, Map.of(), Set.of());
  }
}
