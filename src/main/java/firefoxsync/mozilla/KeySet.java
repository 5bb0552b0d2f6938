// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mozilla;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/** The keys with which an issuer signs: RSA, at least 2048 bits, never none. */
final class KeySet {
  private static final int BITS_MIN = 2048;
  /** An issuer has a few, because of rotation. */
  private static final int KEYS_MAX = 16;

  private final List<RSAKey> keys;

  private KeySet(List<RSAKey> keys) {
    this.keys = keys;
  }

  /** Parses a JSON Web Key Set; empty when it is none, or has no key that can be used. */
  static Optional<KeySet> parse(String json) {
    try {
      var keys = JWKSet.parse(json).getKeys().stream()
          .filter(KeySet::isUsable)
          .map(JWK::toRSAKey)
          .limit(KEYS_MAX)
          .toList();
      return keys.isEmpty() ? Optional.empty() : Optional.of(new KeySet(keys));
    } catch (ParseException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isUsable(JWK key) {
    return key instanceof RSAKey
        && key.size() >= BITS_MIN
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(JWSAlgorithm.RS256));
  }

  boolean has(String keyId) {
    return keys.stream().anyMatch(key -> keyId.equals(key.getKeyID()));
  }

  /** Tells whether one of the keys made the signature, by RS256 and no other way. */
  boolean signed(SignedJWT jwt) {
    return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
        && keys.stream().anyMatch(key -> isBy(key, jwt));
  }

  private static boolean isBy(RSAKey key, SignedJWT jwt) {
    try {
      return jwt.verify(new RSASSAVerifier(key));
    } catch (JOSEException | IllegalStateException e) {
      // Not a signature that this key could have made.
      return false;
    }
  }
}
