// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import firefoxsync.config.PublicUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the log says of signatures and clocks that do not fit, so that somebody can mend them; each
 * thing in full once an hour. Remembers a limited number of things. Safe for concurrent use.
 */
public final class HawkRemarks {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final long SKEW_SECONDS_MAX = Duration.ofMinutes(5).toSeconds();
  private static final int REMEMBERED_MAX = 1000;

  private final PublicUrl publicUrl;
  private final SignedUrl signedUrl;
  private final Map<String, Said> said = new LinkedHashMap<>();

  /** When a thing was last said in full, and how often it happened since. */
  private record Said(Instant at, long since) {}

  /** Takes the URL that clients ought to sign. */
  public HawkRemarks(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
    this.signedUrl = new SignedUrl(publicUrl);
  }

  /** Returns why the MAC did not fit, and what to change, when that can be proved. */
  public Optional<String> onMac(SignedRequest request, Instant now) {
    return signedUrl.find(request).map(found -> isOurs(found) ? path(now) : url(found.url(), now));
  }

  private boolean isOurs(SignedUrl.Found found) {
    return found.isPathChanged() && found.url().equals(publicUrl.base());
  }

  private String url(String signed, Instant now) {
    var reason = "the client signed for " + signed;
    return due(signed, now)
        .map(times -> "%s but public_url is %s; %s%s"
            .formatted(reason, publicUrl.base(), remedy(signed), since(times)))
        .orElse(reason);
  }

  /** Nothing is advised that the configuration would then refuse. */
  private static String remedy(String signed) {
    return PublicUrl.parse(signed).isTrusted()
        ? "set public_url = \"" + signed + "\""
        : "browsers need https: let them reach the server by that, and public_url name it";
  }

  private String path(Instant now) {
    var reason = "a proxy changes the encoding of paths";
    return due(reason, now)
        .map(times -> reason
            + "; let it pass them as they come (nginx: proxy_pass without a path, Apache: nocanon)"
            + since(times))
        .orElse(reason);
  }

  /** Returns what to say of a client's clock that is far off; nobody is refused for it. */
  public Optional<String> onClock(HawkHeader header, String account, Instant now) {
    long skewSeconds = header.skewSeconds(now.getEpochSecond());
    if (Math.abs(skewSeconds) <= SKEW_SECONDS_MAX) {
      return Optional.empty();
    }
    return due("clock " + account, now).map(times -> "client clock of account %s is %d s %s%s"
        .formatted(
            account, Math.abs(skewSeconds), skewSeconds > 0 ? "ahead" : "behind", since(times)));
  }

  private static String since(long times) {
    return times == 0 ? "" : " (" + times + " more since this was last said)";
  }

  /** Returns how often it happened unsaid, when it is to be said in full now. */
  private synchronized Optional<Long> due(String thing, Instant now) {
    var last = said.get(thing);
    if (last != null && now.isBefore(last.at().plus(PAUSE))) {
      said.put(thing, new Said(last.at(), last.since() + 1));
      return Optional.empty();
    }
    // Put anew, so that what was said longest ago is forgotten first.
    said.remove(thing);
    said.put(thing, new Said(now, 0));
    if (said.size() > REMEMBERED_MAX) {
      said.remove(said.keySet().iterator().next());
    }
    return Optional.of(last == null ? 0 : last.since());
  }
}
