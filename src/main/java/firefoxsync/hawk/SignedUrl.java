// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PublicUrl;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds out which URL a client signed when it was not ours. That is a proof and no guess, since only
 * the right URL gives the right MAC; yet nobody is let in by it: what it tries comes from headers
 * that anybody can write.
 */
final class SignedUrl {
  private static final int TRIES_MAX = 1000;
  private static final Pattern FORWARDED_HOST =
      Pattern.compile("(?i)(?:^|[;,\\s])host=\"?([^\";,\\s]+)");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final PublicUrl publicUrl;

  /** What of a URL enters a MAC: everything but the scheme. */
  record Base(String host, int port, String prefix) {
    static Base of(PublicUrl url) {
      return new Base(url.host(), url.port(), url.prefix());
    }
  }

  /**
   * What the client signed.
   *
   * @param url in place of {@code public_url}; equal to it when only the path was changed
   * @param isPathChanged whether a proxy has encoded the path anew
   */
  record Found(String url, boolean isPathChanged) {}

  SignedUrl(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Returns under what the MAC would be right, if it is any of what proxies make of a request. */
  Optional<Found> find(SignedRequest request) {
    int tries = 0;
    for (var resource : resources(request.target())) {
      for (var base : bases(request)) {
        if (++tries > TRIES_MAX) {
          return Optional.empty();
        }
        if (request.isFor(base, resource)) {
          return Optional.of(new Found(url(base), !resource.equals(request.target())));
        }
      }
    }
    return Optional.empty();
  }

  /** The path as it came, and as browsers write it; some proxies decode it on its way. */
  private static Set<String> resources(String target) {
    int question = target.indexOf('?');
    var path = question < 0 ? target : target.substring(0, question);
    var query = question < 0 ? "" : target.substring(question);
    var segments = new ArrayList<String>();
    for (var segment : path.split("/", -1)) {
      segments.add(encoded(segment));
    }
    var strict = String.join("/", segments);
    // What JavaScript's encodeURIComponent leaves alone.
    var relaxed = strict
        .replace("%21", "!")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")")
        .replace("%2A", "*");
    return new LinkedHashSet<>(List.of(target, strict + query, relaxed + query));
  }

  private static String encoded(String segment) {
    try {
      var decoded = URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
      return URLEncoder.encode(decoded, UTF_8)
          .replace("+", "%20")
          .replace("*", "%2A")
          .replace("%7E", "~");
    } catch (IllegalArgumentException e) {
      // Half a percent sign: it stays as it came.
      return segment;
    }
  }

  private Set<Base> bases(SignedRequest request) {
    var told = new ArrayList<PublicUrl>();
    told.add(publicUrl);
    request.bases().forEach(url -> parse(url).ifPresent(told::add));
    for (var host : forwardedHosts(request)) {
      parse("https://" + host).ifPresent(told::add);
      parse("http://" + host).ifPresent(told::add);
    }
    var prefixes = new LinkedHashSet<>(told.stream().map(PublicUrl::prefix).toList());
    prefixes.add("");
    for (var prefix : all(request, "X-Forwarded-Prefix")) {
      parse("https://" + publicUrl.host() + prefix).ifPresent(url -> prefixes.add(url.prefix()));
    }
    var ports = ports(request, told);
    var bases = new LinkedHashSet<Base>();
    bases.add(Base.of(publicUrl));
    for (var host : new LinkedHashSet<>(told.stream().map(PublicUrl::host).toList())) {
      ports.forEach(port -> prefixes.forEach(prefix -> bases.add(new Base(host, port, prefix))));
    }
    return bases;
  }

  private static Set<Integer> ports(SignedRequest request, Collection<PublicUrl> told) {
    var ports = new TreeSet<>(told.stream().map(PublicUrl::port).toList());
    ports.add(HTTPS);
    ports.add(HTTP);
    for (var port : all(request, "X-Forwarded-Port")) {
      if (PORT.matcher(port).matches()) {
        ports.add(Integer.parseInt(port));
      }
    }
    return ports;
  }

  private static List<String> forwardedHosts(SignedRequest request) {
    var hosts = new ArrayList<>(all(request, "Host"));
    hosts.addAll(all(request, "X-Forwarded-Host"));
    request.headers().apply("Forwarded").forEach(value -> FORWARDED_HOST
        .matcher(value)
        .results()
        .forEach(found -> hosts.add(found.group(1))));
    return hosts;
  }

  /** Each proxy on the way may have added a value of its own. */
  private static List<String> all(SignedRequest request, String name) {
    return request.headers().apply(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The scheme is no part of the MAC; the port mostly tells it. */
  private String url(Base base) {
    boolean isSecure = base.port() == HTTPS || (base.port() != HTTP && publicUrl.isSecure());
    var scheme = isSecure ? "https" : "http";
    int standardPort = isSecure ? HTTPS : HTTP;
    var port = base.port() == standardPort ? "" : ":" + base.port();
    return scheme + "://" + base.host() + port + base.prefix();
  }

  private static Optional<PublicUrl> parse(String text) {
    try {
      return Optional.of(PublicUrl.parse(text));
    } catch (IllegalArgumentException e) {
      // Strangers' headers: whatever is no URL was not signed.
      return Optional.empty();
    }
  }
}
