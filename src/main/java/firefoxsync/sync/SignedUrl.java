// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Secrets;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkMac;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.http.RequestHead;
import firefoxsync.token.SyncToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which URL a client signed when it was not ours, so that the log can say what to change.
 * A request is never let in by it: what it tries comes from headers that anybody can write.
 */
final class SignedUrl {
  private static final List<String> HOST_HEADERS = List.of("Host", "X-Forwarded-Host");

  private final PublicUrl publicUrl;

  SignedUrl(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** Returns what of a URL enters the signature: everything but the scheme. */
  static String signedPart(PublicUrl url) {
    return url.host() + ":" + url.port() + url.prefix();
  }

  /** Returns that part of the URL under which the signature would be right, if any does. */
  Optional<String> find(RequestHead head, HawkHeader header, SyncToken.Opened opened) {
    var mac = header.mac().getBytes(UTF_8);
    for (var base : candidates(head, opened.token())) {
      var url = parse(base);
      if (url.isPresent() && Secrets.equal(mac, mac(url.get(), head, header, opened))) {
        return url.map(SignedUrl::signedPart);
      }
    }
    return Optional.empty();
  }

  /** What the token server told the client, and what a proxy may have made of it. */
  private List<String> candidates(RequestHead head, SyncToken token) {
    var candidates = new LinkedHashSet<String>();
    candidates.add(token.node());
    for (var name : HOST_HEADERS) {
      head.header(name).ifPresent(host -> {
        for (var scheme : List.of("https://", "http://")) {
          candidates.add(scheme + host);
          candidates.add(scheme + host + publicUrl.prefix());
        }
      });
    }
    return new ArrayList<>(candidates);
  }

  private static Optional<PublicUrl> parse(String text) {
    try {
      return Optional.of(PublicUrl.parse(text));
    } catch (IllegalArgumentException e) {
      // Strangers' headers: whatever is no URL was not signed.
      return Optional.empty();
    }
  }

  private static byte[] mac(
      PublicUrl url, RequestHead head, HawkHeader header, SyncToken.Opened opened) {
    var resource = url.prefix() + head.target();
    var target = new HawkTarget(head.method(), resource, url.host(), url.port());
    return HawkMac.of(opened.credentials(), header, target).getBytes(UTF_8);
  }
}
