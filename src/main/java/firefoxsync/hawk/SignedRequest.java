// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import java.util.List;
import java.util.function.Function;

/**
 * A request whose MAC did not fit, with all that may tell what its client signed instead.
 *
 * @param target path and query as they came, less the path prefix of {@code public_url}
 * @param headers every value of a header, by its name
 * @param bases URLs that the client may have been told
 */
public record SignedRequest(
    String method,
    String target,
    Function<String, List<String>> headers,
    HawkHeader header,
    HawkCredentials credentials,
    List<String> bases) {
  /** Keeps a copy of the list. */
  public SignedRequest {
    bases = List.copyOf(bases);
  }

  /** Tells whether the MAC is right for the URL and the path and query below it. */
  boolean isFor(SignedUrl.Base base, String resource) {
    var signed = new HawkTarget(method, base.prefix() + resource, base.host(), base.port());
    return HawkMac.fits(header, credentials, signed);
  }
}
