// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import firefoxsync.http.outgoing.Elsewhere;
import firefoxsync.token.AccessTokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Mozilla's accounts server as far as a token server meets it: keys, tokens, and who asks. */
final class MozillaStandIn implements AutoCloseable {
  static final String ISSUER = "https://accounts.firefox.com";
  static final RSAKey FIRST_KEY = key("first");
  static final RSAKey SECOND_KEY = key("second");
  static final RSAKey STRANGERS_KEY = key("first");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Elsewhere server;
  private final Clock clock;
  private volatile String keys = new JWKSet(FIRST_KEY.toPublicJWK()).toString();
  private volatile Elsewhere.Answering verifying =
      exchange -> Elsewhere.reply(exchange, 400, "{\"code\":400,\"errno\":108}");

  MozillaStandIn(Clock clock) throws IOException {
    this.clock = clock;
    server = new Elsewhere();
    server.on("/v1/jwks", exchange -> Elsewhere.reply(exchange, 200, keys));
    server.on("/v1/verify", exchange -> verifying.answer(exchange));
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  URI uri() {
    return server.uri("");
  }

  /** Answers requests for the keys with these. */
  void publish(RSAKey... published) {
    keys = new JWKSet(List.<JWK>of(published)).toString(true);
  }

  /** Answers requests for the keys with any text. */
  void publishText(String text) {
    keys = text;
  }

  /** Knows every token that it is asked about. */
  void vouch(Map<String, Object> answer) {
    verifyWith(200, json(answer));
  }

  void verifyWith(int status, String body) {
    verifying = exchange -> Elsewhere.reply(exchange, status, body);
  }

  /** Says nothing about a token until the test is over. */
  void verifyNever(Runnable onAsked) {
    verifying = exchange -> {
      onAsked.run();
      server.hang();
    };
  }

  long askedForKeys() {
    return asked("/v1/jwks");
  }

  long askedToVerify() {
    return asked("/v1/verify");
  }

  private long asked(String target) {
    return server.asked().stream()
        .filter(asked -> asked.target().equals(target))
        .count();
  }

  /** Returns the body of the last question. */
  String lastBody() {
    return server.asked().get(server.asked().size() - 1).body();
  }

  /** Returns an access token as Firefox gets one, good for an hour. */
  String token(String accountId) {
    return token(accountId, claims -> claims);
  }

  String token(String accountId, UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims = claims(accountId);
    return sign(header("at+JWT", FIRST_KEY.getKeyID()), change.apply(claims).build(), FIRST_KEY);
  }

  JWTClaimsSet.Builder claims(String accountId) {
    return new JWTClaimsSet.Builder()
        .subject(accountId)
        .issuer(ISSUER)
        .audience("https://somebody.else.example")
        .claim("client_id", "5882386c6d801776")
        .claim("scope", AccessTokenVerifier.SYNC_SCOPE)
        .claim("fxa-generation", 1000)
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plusSeconds(3600)));
  }

  static JWSHeader header(String type, String keyId) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256)
        .type(new JOSEObjectType(type))
        .keyID(keyId)
        .build();
  }

  static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes away, and refuses connections from then on. */
  @Override
  public void close() {
    server.close();
  }
}
