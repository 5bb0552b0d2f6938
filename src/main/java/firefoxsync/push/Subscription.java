// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/**
 * Where a browser takes messages and how they are sealed for it, in the words of the browser: its
 * push service's URL, and two keys as Base64 for URLs.
 */
public record Subscription(String endpoint, String publicKey, String authSecret) {
  private static final int ENDPOINT_CHARACTERS_MAX = 2048;
  private static final int AUTH_SECRET_BYTES = 16;

  /**
   * Checks that messages can be sealed for it.
   *
   * @throws IllegalArgumentException when they cannot
   */
  public Subscription {
    if (endpoint.length() > ENDPOINT_CHARACTERS_MAX) {
      throw new IllegalArgumentException("the endpoint is too long");
    }
    uri(endpoint);
    P256.decode(bytes(publicKey));
    if (bytes(authSecret).length != AUTH_SECRET_BYTES) {
      throw new IllegalArgumentException("the secret is not of " + AUTH_SECRET_BYTES + " bytes");
    }
  }

  URI uri() {
    return uri(endpoint);
  }

  private static URI uri(String text) {
    try {
      var uri = new URI(text);
      if (uri.getScheme() != null && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below, in one way for all.
    }
    throw new IllegalArgumentException("the endpoint is not a URL");
  }

  ECPublicKey key() {
    return P256.decode(bytes(publicKey));
  }

  byte[] secret() {
    return bytes(authSecret);
  }

  /** Some browsers send padding, which the alphabet for URLs does without. */
  private static byte[] bytes(String base64Url) {
    return Base64.getUrlDecoder().decode(base64Url);
  }

  @Override
  public String toString() {
    // Whoever has the URL can wake the browser.
    return "Subscription[" + uri().getHost() + "]";
  }
}
