// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route's path, taken apart: {@code /storage/{collection}/{id}}. Paths are split before they are
 * decoded, so that a value may hold an encoded slash.
 */
final class PathTemplate {
  private static final String REST = "...}";
  private static final String RAW_REST = "...raw}";

  private final List<String> segments;
  private final Map<String, Pattern> values;
  private final boolean takesRest;
  private final boolean takesRawRest;

  PathTemplate(String template, Map<String, Pattern> values) {
    if (!template.isEmpty() && !template.startsWith("/")) {
      throw new IllegalArgumentException("does not start with a slash: " + template);
    }
    this.segments = split(template);
    this.values = values;
    this.takesRest = !segments.isEmpty() && segments.get(segments.size() - 1).endsWith(REST);
    this.takesRawRest = !segments.isEmpty() && segments.get(segments.size() - 1).endsWith(RAW_REST);
  }

  /** Splits the raw path on slashes; the empty path has no segments, {@code /} has an empty one. */
  static List<String> split(String rawPath) {
    return rawPath.isEmpty() ? List.of() : List.of(rawPath.substring(1).split("/", -1));
  }

  /** Decodes each segment; empty when one is malformed. */
  static Optional<List<String>> decode(List<String> rawSegments) {
    var decoded = new ArrayList<String>(rawSegments.size());
    for (var raw : rawSegments) {
      try {
        // In a path, unlike a query, a plus sign is a plus sign.
        decoded.add(raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), UTF_8));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(decoded);
  }

  /** Returns the values of the variables, when the path fits; it is decoded, unless malformed. */
  Optional<Map<String, String>> match(List<String> rawPath, @Nullable List<String> path) {
    if (takesRawRest) {
      int whole = segments.size() - 1;
      return rawPath.size() <= whole
          ? Optional.empty()
          : decode(rawPath.subList(0, whole)).flatMap(this::match).map(found -> {
            found.put(
                restName(RAW_REST), "/" + String.join("/", rawPath.subList(whole, rawPath.size())));
            return found;
          });
    }
    return path == null ? Optional.empty() : match(path);
  }

  private Optional<Map<String, String>> match(List<String> path) {
    int whole = takesRest || takesRawRest ? segments.size() - 1 : segments.size();
    if (takesRest ? path.size() < whole : path.size() != whole) {
      return Optional.empty();
    }
    for (int i = 0; i < whole; i++) {
      var segment = segments.get(i);
      if (!isVariable(segment) && !segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    var found = new HashMap<String, String>();
    for (int i = 0; i < whole; i++) {
      var segment = segments.get(i);
      if (isVariable(segment)
          && !keep(segment.substring(1, segment.length() - 1), path.get(i), found)) {
        return Optional.empty();
      }
    }
    return takesRest && !keepRest(path.subList(whole, path.size()), found)
        ? Optional.empty()
        : Optional.of(found);
  }

  /** Sorts the more literal template first: {@code /a/b}, {@code /a/{x}}, {@code /{x...}}. */
  String rank() {
    var rank = new StringBuilder();
    for (var segment : segments) {
      rank.append(!isVariable(segment) ? 'a' : takesRestOf(segment) ? 'c' : 'b');
    }
    return rank.toString();
  }

  private boolean keep(String name, String value, Map<String, String> found) {
    found.put(name, value);
    var pattern = values.get(name);
    return pattern == null ? !value.isEmpty() : pattern.matcher(value).matches();
  }

  private boolean keepRest(List<String> rest, Map<String, String> found) {
    if (rest.stream().anyMatch(segment -> segment.indexOf('/') >= 0)) {
      return false;
    }
    var name = restName(REST);
    var value = String.join("/", rest);
    found.put(name, value);
    var pattern = values.get(name);
    return pattern == null || pattern.matcher(value).matches();
  }

  private static boolean takesRestOf(String segment) {
    return segment.endsWith(REST) || segment.endsWith(RAW_REST);
  }

  private String restName(String suffix) {
    var last = segments.get(segments.size() - 1);
    return last.substring(1, last.length() - suffix.length());
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
