// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Filter;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;

/** What every answer to a browser forbids: foreign scripts, frames, sniffing, referrers, caching. */
final class PageHeaders implements Filter {
  private final String policy;

  PageHeaders(PublicUrl publicUrl) {
    var assets = publicUrl.base() + "/assets/";
    this.policy = String.join(
        "; ",
        "default-src 'none'",
        "script-src " + assets,
        "style-src " + assets,
        "img-src " + assets + " " + publicUrl.base() + "/profile/avatar/",
        "connect-src " + publicUrl.base() + "/auth/v1/",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'");
  }

  @Override
  public Response answer(RequestHead head, Response response) {
    var guarded = response
        .header("Content-Security-Policy", policy)
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY");
    return guarded.header("Cache-Control").isPresent()
        ? guarded
        : guarded.header("Cache-Control", "no-store");
  }
}
