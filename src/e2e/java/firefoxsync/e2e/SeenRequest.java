// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as the browser saw it.
 *
 * @param unmodifiedSince the condition that it sets, or nothing
 * @param status 0 as long as there is no answer
 */
record SeenRequest(String method, String url, String unmodifiedSince, int status) {
  private static final Pattern STORAGE = Pattern.compile("/1\\.5/\\d+/(.*)");

  static SeenRequest of(JsonNode node) {
    return new SeenRequest(
        node.path("method").asText(),
        node.path("url").asText(),
        node.path("unmodifiedSince").asText(),
        node.path("status").asInt());
  }

  /** Returns what stands behind the question mark. */
  String query() {
    return Optional.ofNullable(URI.create(url).getRawQuery()).orElse("");
  }

  String path() {
    return URI.create(url).getRawPath();
  }

  boolean isStorage() {
    return STORAGE.matcher(path()).matches();
  }

  /** Returns method and path below the user's storage: {@code GET info/collections}. */
  String storageLine() {
    var matcher = STORAGE.matcher(path());
    if (!matcher.matches()) {
      throw new IllegalStateException("not a storage request: " + this);
    }
    return method + " " + matcher.group(1);
  }

  /** Returns method and path: {@code POST /auth/v1/account/device}. */
  String line() {
    return method + " " + path();
  }

  @Override
  public String toString() {
    return method + " " + url + " " + status;
  }
}
