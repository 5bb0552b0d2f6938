// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Hkdf;
import firefoxsync.crypto.Hmac;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.crypto.Secrets;
import firefoxsync.hawk.HawkCredentials;
import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A storage token: the HAWK id that the token server hands out and the storage side trusts, byte for
 * byte as Mozilla's token library makes it.
 *
 * @param expiresSeconds end of validity, seconds since the epoch
 * @param salt six hexadecimal digits, fresh for each token
 * @param accountId the issuer's name for the account ({@code fxa_uid})
 * @param keyId keys_changed_at and client state ({@code fxa_kid})
 */
public record SyncToken(
    long uid,
    String node,
    long expiresSeconds,
    String salt,
    String accountId,
    String keyId,
    MetricsIds metricsIds) {
  private static final String DERIVE_LABEL = "services.mozilla.com/tokenlib/v1/derive/";
  private static final int SIGNATURE_BYTES = 32;

  /** Pseudonyms for logs and telemetry ({@code hashed_fxa_uid}, {@code hashed_device_id}). */
  public record MetricsIds(String account, String device) {}

  /** A token as clients hold it: the id they send and the key they sign with, both ASCII. */
  public record Signed(String id, String key) {
    @Override
    public String toString() {
      return "Signed[…]";
    }
  }

  /** An id whose signature is right, with the credentials it implies; it may have expired. */
  public record Opened(SyncToken token, HawkCredentials credentials) {}

  /** Signs with the newest secret. */
  public Signed sign(MasterSecret master) {
    var secret = master.newestFirst().get(0);
    var payload = payload();
    var signature = Hmac.sha256(MasterSecret.key(secret, MasterSecret.Use.TOKEN_SIGNING), payload);
    var id = base64(concat(payload, signature));
    return new Signed(id, deriveKey(secret, salt, id));
  }

  /** Opens an id that any of the secrets signed; empty when none did. */
  public static Optional<Opened> open(String id, MasterSecret master) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(id);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length <= SIGNATURE_BYTES) {
      return Optional.empty();
    }
    var payload = Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES);
    var signature = Arrays.copyOfRange(bytes, payload.length, bytes.length);
    for (var secret : master.newestFirst()) {
      var expected = Hmac.sha256(MasterSecret.key(secret, MasterSecret.Use.TOKEN_SIGNING), payload);
      if (Secrets.equal(expected, signature)) {
        return parse(payload).map(token -> new Opened(token, credentials(secret, token.salt, id)));
      }
    }
    return Optional.empty();
  }

  private byte[] payload() {
    var members = new LinkedHashMap<String, Object>();
    members.put("node", node);
    members.put("fxa_kid", keyId);
    members.put("fxa_uid", accountId);
    members.put("hashed_device_id", metricsIds.device());
    members.put("hashed_fxa_uid", metricsIds.account());
    members.put("expires", expiresSeconds);
    members.put("uid", uid);
    members.put("tokenserver_origin", "rust");
    members.put("salt", salt);
    return Json.write(members);
  }

  private static Optional<SyncToken> parse(byte[] payload) {
    try {
      var members = Json.object(payload);
      var uid = members.integer("uid");
      var expires = members.number("expires");
      if (uid.isEmpty() || expires.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new SyncToken(
          uid.getAsLong(),
          members.requireString("node"),
          expires.getAsLong(),
          members.requireString("salt"),
          members.string("fxa_uid").orElse(""),
          members.string("fxa_kid").orElse(""),
          new MetricsIds(
              members.string("hashed_fxa_uid").orElse(""),
              members.string("hashed_device_id").orElse(""))));
    } catch (JsonException e) {
      // Signed by us, yet not ours in form: as good as unknown.
      return Optional.empty();
    }
  }

  private static HawkCredentials credentials(byte[] secret, String salt, String id) {
    // The MAC key is the text of the derived key, not the bytes that it encodes.
    return new HawkCredentials(id, deriveKey(secret, salt, id).getBytes(US_ASCII));
  }

  private static String deriveKey(byte[] secret, String salt, String id) {
    return base64(Hkdf.derive(secret, salt.getBytes(UTF_8), DERIVE_LABEL + id, 32));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }
}
