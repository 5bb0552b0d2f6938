// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.List;
import java.util.Map;

/**
 * The two documents from which a Firefox that knows this server's address learns the rest. Phones
 * need every member of both.
 */
final class ClientConfiguration {
  private final Response firefox;
  private final Response openId;

  ClientConfiguration(PublicUrl publicUrl) {
    this.firefox = document(firefox(publicUrl));
    this.openId = document(openId(publicUrl.base()));
  }

  /** Answers {@code /.well-known/fxa-client-configuration}. */
  Response firefox(Request request) {
    return firefox;
  }

  /** Answers {@code /.well-known/openid-configuration}. */
  Response openId(Request request) {
    return openId;
  }

  private static Response document(Map<String, Object> members) {
    return Response.json(members).header("Cache-Control", "no-cache");
  }

  /** Addresses without a slash at their end and without versions, which the clients append. */
  private static Map<String, Object> firefox(PublicUrl publicUrl) {
    var base = publicUrl.base();
    return Map.of(
        "auth_server_base_url", base + "/auth",
        "oauth_server_base_url", base + "/oauth",
        "profile_server_base_url", base + "/profile",
        "sync_tokenserver_base_url", base + "/token",
        // Not served: without it, Firefox would go to Mozilla's.
        "pairing_server_base_uri", base.replaceFirst("^http", "ws") + "/pairing");
  }

  private static Map<String, Object> openId(String base) {
    return Map.ofEntries(
        Map.entry("issuer", base),
        Map.entry("authorization_endpoint", base + "/authorization"),
        Map.entry("token_endpoint", base + "/oauth/v1/token"),
        Map.entry("userinfo_endpoint", base + "/profile/v1/profile"),
        Map.entry("introspection_endpoint", base + "/oauth/v1/introspect"),
        Map.entry("jwks_uri", base + "/oauth/v1/jwks"),
        Map.entry("revocation_endpoint", base + "/oauth/v1/destroy"),
        Map.entry("response_types_supported", List.of("code")),
        Map.entry("scopes_supported", List.of("openid", "profile", "email")),
        Map.entry("subject_types_supported", List.of("public")),
        Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
        Map.entry("claims_supported", List.of("aud", "exp", "iat", "iss", "sub")));
  }
}
