// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.hawk.HawkCredentials;
import firefoxsync.hawk.HawkException;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.HawkVerifier;
import firefoxsync.hawk.PayloadHash;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of a token: a HAWK header signed with its key, or its bare id as bearer.
 *
 * @param hawk absent for a bearer
 */
record TokenProof(String storedId, @Nullable HawkHeader hawk) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final String BEARER = "Bearer ";
  private static final HawkVerifier VERIFIER = new HawkVerifier(60);

  /**
   * Reads the Authorization header; empty when there is none.
   *
   * @throws AccountException when it is there, and is no proof of this kind
   */
  static Optional<TokenProof> read(RequestHead head, AccountToken.Kind kind) {
    return head.header("Authorization").map(value -> parse(value, kind));
  }

  private static TokenProof parse(String authorization, AccountToken.Kind kind) {
    if (HawkHeader.isHawk(authorization)) {
      var header = hawkHeader(authorization);
      return new TokenProof(storedId(header.id()), header);
    }
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw AccountError.INVALID_TOKEN.exception("neither Hawk nor Bearer");
    }
    var bearer = authorization.substring(BEARER.length()).strip();
    var prefix = kind.bearerPrefix() + "_";
    if (!bearer.startsWith(prefix)) {
      throw AccountError.INVALID_TOKEN.exception("the bearer does not start with " + prefix);
    }
    return new TokenProof(storedId(bearer.substring(prefix.length())), null);
  }

  private static String storedId(String id) {
    if (!ID.matcher(id).matches()) {
      throw AccountError.INVALID_TOKEN.exception("the id is not 64 hexadecimal digits");
    }
    return AccountToken.storedId(id);
  }

  /** Checks the signature, when there is one, against the URL that the world uses. */
  void verify(HawkCredentials credentials, RequestHead head, PublicUrl publicUrl) {
    var header = hawk;
    if (header == null) {
      return;
    }
    var target = new HawkTarget(
        head.method(), publicUrl.prefix() + head.target(), publicUrl.host(), publicUrl.port());
    long nowSeconds = head.received().getEpochSecond();
    try {
      VERIFIER.verify(header, credentials, target, nowSeconds);
    } catch (HawkException e) {
      throw refused(e, nowSeconds);
    }
  }

  /** Checks that the body is the one that was signed. */
  void check(Request request) {
    var header = hawk;
    if (header == null) {
      return;
    }
    var contentType = request.head().header("Content-Type").orElse("");
    try {
      PayloadHash.check(header, contentType, request.body());
    } catch (HawkException e) {
      throw refused(e, request.head().received().getEpochSecond());
    }
  }

  private static HawkHeader hawkHeader(String authorization) {
    try {
      return HawkHeader.parse(authorization);
    } catch (HawkException e) {
      throw refused(e, 0);
    }
  }

  private static AccountException refused(HawkException e, long nowSeconds) {
    var reason = String.valueOf(e.getMessage());
    return switch (e.refusal()) {
      case MALFORMED, MAC, PAYLOAD -> AccountError.INVALID_SIGNATURE.exception(reason);
      case TIMESTAMP ->
        AccountError.INVALID_TIMESTAMP.exception(reason).with("serverTime", nowSeconds);
    };
  }
}
