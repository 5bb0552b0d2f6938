// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one feature, where they are mounted, and how it writes errors.
 *
 * <p>The table with the longest mount that starts a path answers for it, 404 and 405 included. When
 * several tables share a mount, each is searched, and the first writes the errors.
 *
 * @param mounts path prefixes without a final slash; the empty one is the root
 * @param values what path variables must look like once decoded; anything else is no route
 * @param filters run around every route, and {@link Filter#answer} also on 404 and 405
 * @param cors what scripts of other origins may do; none when null
 * @param finalSlash whether each path may end in one slash more
 * @param feature what it is called in numbers about requests
 * @param host where alone it answers, and tables without one do not; null when there is none
 */
public record RouteTable(
    List<String> mounts,
    ErrorFormat errors,
    Map<String, Pattern> values,
    List<Filter> filters,
    List<Route> routes,
    @Nullable Cors cors,
    boolean finalSlash,
    String feature,
    @Nullable OwnHost host) {

  /** Starts a table. */
  public static RouteTable of(ErrorFormat errors, List<String> mounts, Route... routes) {
    return new RouteTable(
        List.copyOf(mounts),
        errors,
        Map.of(),
        List.of(),
        List.of(routes),
        null,
        false,
        "other",
        null);
  }

  /** Returns this table with a rule for a path variable, matched against its whole decoded value. */
  public RouteTable where(String variable, String regex) {
    var more = new HashMap<>(values);
    more.put(variable, Pattern.compile(regex));
    return new RouteTable(
        mounts, errors, Map.copyOf(more), filters, routes, cors, finalSlash, feature, host);
  }

  /** Returns this table with these filters around every route. */
  public RouteTable around(Filter... around) {
    return new RouteTable(
        mounts, errors, values, List.of(around), routes, cors, finalSlash, feature, host);
  }

  /** Returns this table open to scripts of other origins; preflights are answered for it. */
  public RouteTable cors(Cors rules) {
    return new RouteTable(
        mounts, errors, values, filters, routes, rules, finalSlash, feature, host);
  }

  /** Returns this table with each path also taken when it ends in one slash more. */
  public RouteTable orFinalSlash() {
    return new RouteTable(mounts, errors, values, filters, routes, cors, true, feature, host);
  }

  /** Returns this table under that name in numbers about requests. */
  public RouteTable named(String name) {
    return new RouteTable(mounts, errors, values, filters, routes, cors, finalSlash, name, host);
  }

  /** Returns this table answering at that host alone, where nothing answers but such tables. */
  public RouteTable at(OwnHost own) {
    return new RouteTable(mounts, errors, values, filters, routes, cors, finalSlash, feature, own);
  }
}
