// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** An access token that says itself what it is, as long as nobody has looked at its signature. */
final class AccessJwt {
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final String TYPE = "at+jwt";
  private static final String TYPE_PREFIX = "application/";

  /** What it says of the person. */
  record Claims(String accountId, Set<String> scopes, OptionalLong generation) {}

  private final JWT jwt;
  private final JWTClaimsSet all;
  private final Claims claims;

  private AccessJwt(JWT jwt, JWTClaimsSet all, Claims claims) {
    this.jwt = jwt;
    this.all = all;
    this.claims = claims;
  }

  /** Parses a token; empty when it is no JWT, or lacks a claim of an access token. */
  static Optional<AccessJwt> parse(String token) {
    try {
      var jwt = JWTParser.parse(token);
      var all = jwt.getJWTClaimsSet();
      if (all == null || all.getSubject() == null || all.getStringClaim("scope") == null) {
        return Optional.empty();
      }
      return Optional.of(new AccessJwt(jwt, all, claims(all)));
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static Claims claims(JWTClaimsSet all) throws ParseException {
    // RFC 9068 says spaces; Mozilla's own server splits at commas.
    var scopes = Arrays.stream(all.getStringClaim("scope").split("[\\s,]+", -1))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
    var generation = all.getLongClaim("fxa-generation");
    return new Claims(
        all.getSubject(),
        scopes,
        generation == null ? OptionalLong.empty() : OptionalLong.of(generation));
  }

  /** Tells whether it is an access token of the issuer that has not expired, if the signature holds. */
  boolean isFrom(String issuer, Instant now) {
    var expiry = all.getExpirationTime();
    return jwt instanceof SignedJWT
        && hasType()
        && issuer.equals(all.getIssuer())
        && expiry != null
        && expiry.toInstant().plus(LEEWAY).isAfter(now);
  }

  private boolean hasType() {
    var type = jwt.getHeader().getType();
    if (type == null) {
      return false;
    }
    var name = type.getType().toLowerCase(Locale.ROOT);
    return name.equals(TYPE) || name.equals(TYPE_PREFIX + TYPE);
  }

  /** Returns which of the issuer's keys it names. */
  Optional<String> keyId() {
    return jwt instanceof SignedJWT signed
        ? Optional.ofNullable(signed.getHeader().getKeyID())
        : Optional.empty();
  }

  boolean isSignedBy(KeySet keys) {
    return jwt instanceof SignedJWT signed && keys.signed(signed);
  }

  Claims claims() {
    return claims;
  }
}
