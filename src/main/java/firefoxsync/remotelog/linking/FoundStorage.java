// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What WebFinger tells of a storage.
 *
 * @param root without a slash at its end
 * @param implicitDialog where a token is to be had in a fragment
 * @param codeDialog where a code is to be had, which is exchanged at the token endpoint
 */
record FoundStorage(
    URI root, @Nullable URI implicitDialog, @Nullable URI codeDialog, @Nullable URI tokenEndpoint) {

  /** Who asks, and how the answer finds back. */
  record Asking(
      String clientId, String redirectUri, String scope, String state, String challenge) {}

  /**
   * Returns the address of the dialog in which the person lets us in; empty when there is none.
   *
   * @param isTokenWanted whether its codes turned out to be of no use
   */
  Optional<URI> dialog(Asking asking, boolean isTokenWanted) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("client_id", asking.clientId());
    fields.put("redirect_uri", asking.redirectUri());
    fields.put("scope", asking.scope());
    fields.put("state", asking.state());
    boolean hasCodes = codeDialog != null && tokenEndpoint != null;
    // A code leaves nothing in the address that opens anything.
    if (implicitDialog != null && (isTokenWanted || !hasCodes)) {
      fields.put("response_type", "token");
      return Optional.of(with(implicitDialog, fields));
    }
    if (codeDialog == null || tokenEndpoint == null) {
      return Optional.empty();
    }
    fields.put("response_type", "code");
    fields.put("code_challenge", asking.challenge());
    fields.put("code_challenge_method", "S256");
    return Optional.of(with(codeDialog, fields));
  }

  private static URI with(URI dialog, Map<String, String> fields) {
    return URI.create(dialog + (dialog.getRawQuery() == null ? "?" : "&") + form(fields));
  }

  /** Writes the fields as a form does. */
  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
