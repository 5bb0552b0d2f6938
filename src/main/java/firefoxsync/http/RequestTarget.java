// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

import java.util.Locale;

/** What stands between method and version in a request line. */
final class RequestTarget {
  private RequestTarget() {}

  /**
   * Returns path and query just as they came, less scheme, authority and the path prefix of {@code
   * public_url}. A proxy may have stripped the prefix already, so its absence is no fault.
   */
  static String reduce(String target, String prefix) {
    var path = target;
    if (!path.startsWith("/")) {
      path = withoutAuthority(path);
    }
    boolean prefixed = !prefix.isEmpty()
        && path.startsWith(prefix)
        && (path.length() == prefix.length() || "/?".indexOf(path.charAt(prefix.length())) >= 0);
    if (prefixed) {
      path = path.substring(prefix.length());
    }
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String withoutAuthority(String target) {
    var lower = target.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      return target;
    }
    int start = target.indexOf("//") + 2;
    for (int i = start; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '/' || c == '?') {
        return target.substring(i);
      }
    }
    return "";
  }
}
