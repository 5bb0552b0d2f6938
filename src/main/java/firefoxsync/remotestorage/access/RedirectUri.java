// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an app wants its answer. Its origin is who the app is: anybody may claim any {@code client_id}
 * (draft, section 10).
 *
 * @param text as the app sent it
 * @param origin scheme, host in its ASCII form, and port unless it is the usual one
 * @param host in lower case
 */
record RedirectUri(String text, String origin, String host) {
  private static final int CHARACTERS_MAX = 2048;

  /** No user, no fragment, no control characters, no backslash; a host comes right after the scheme. */
  private static final Pattern FORM = Pattern.compile(
      "(?<scheme>https?)://(?<host>[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*\\.?|\\[[0-9a-f:.]{2,45}])"
          + "(?::(?<port>[0-9]{1,5}))?(?:[/?][!-~&&[^#\\\\<>\"]]*)?",
      Pattern.CASE_INSENSITIVE);

  /** Returns an https address, or one of http on the app's own machine; empty for anything else. */
  static Optional<RedirectUri> parse(String text) {
    var parts = FORM.matcher(text);
    if (text.length() > CHARACTERS_MAX || !parts.matches()) {
      return Optional.empty();
    }
    var scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    var host = parts.group("host").toLowerCase(Locale.ROOT);
    if (scheme.equals("http") && !isLoopback(host)) {
      return Optional.empty();
    }
    int usual = scheme.equals("https") ? 443 : 80;
    int port = parts.group("port") == null ? usual : Integer.parseInt(parts.group("port"));
    var origin = scheme + "://" + host + (port == usual ? "" : ":" + port);
    return Optional.of(new RedirectUri(text, origin, host));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}")
        || host.equals("[::1]");
  }

  /** Returns the origin as its owner would write it, where that differs. */
  Optional<String> readableOrigin() {
    var readable = IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED);
    return readable.equals(host)
        ? Optional.empty()
        : Optional.of(origin.replace("://" + host, "://" + readable));
  }

  /** Returns the address with an answer in its fragment, which no server ever sees. */
  String withFragment(FormText answer) {
    return text + "#" + answer.text();
  }

  /** Returns the address with an answer in its query. */
  String withQuery(FormText answer) {
    return text + (text.indexOf('?') < 0 ? "?" : "&") + answer.text();
  }
}
