// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Hkdf;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A program that syncs from a shell, written from the protocol and not from our code. It signs in
 * by either way of stretching passwords; most of its kind know the old one alone.
 */
public final class CommandLineProgram {
  private static final String KEY_WORD = "identity.mozilla.com/picl/v1/";
  private static final HexFormat HEX = HexFormat.of();
  private static final int INCORRECT_PASSWORD = 103;
  private static final int KEY_BYTES = 32;

  private final AccountsClient client;

  /** Takes the server's public URL, where it is asked, too. */
  public CommandLineProgram(String server) {
    this(new AccountsClient(URI.create(server), PublicUrl.parse(server), Clock.systemUTC()));
  }

  CommandLineProgram(AccountsClient client) {
    this.client = client;
  }

  /**
   * Returns what names the Sync key that the old stretching leads to, as it stands in the key's id;
   * empty when the server calls the password wrong.
   */
  public Optional<String> stateByVersion1(String email, String password) {
    return state(email, stretched(password, KEY_WORD + "quickStretch:" + email, 1_000));
  }

  /** Returns the same by the stretching that browsers use. */
  Optional<String> stateByVersion2(String email, String password) {
    var status = client.post("/auth/v1/account/credentials/status", Map.of("email", email));
    return state(email, stretched(password, status.json().path("clientSalt").asText(), 650_000));
  }

  private Optional<String> state(String email, byte[] stretched) {
    var authPw = HEX.formatHex(Hkdf.derive(stretched, KEY_WORD + "authPW", KEY_BYTES));
    var signedIn =
        client.post("/auth/v1/account/login?keys=true", Map.of("email", email, "authPW", authPw));
    if (signedIn.errno() == INCORRECT_PASSWORD) {
      return Optional.empty();
    }
    var token = signedIn.json().path("keyFetchToken").asText();
    var bundle =
        client.withHawk("keyFetchToken", token).get("/auth/v1/account/keys").json();
    var keys =
        HEX.parseHex(AccountsClient.openBundle(token, bundle.path("bundle").asText()));
    var kB = Arrays.copyOfRange(keys, KEY_BYTES, 2 * KEY_BYTES);
    var unwrapBKey = Hkdf.derive(stretched, KEY_WORD + "unwrapBkey", KEY_BYTES);
    for (int i = 0; i < kB.length; i++) {
      kB[i] ^= unwrapBKey[i];
    }
    return Optional.of(name(kB));
  }

  private static String name(byte[] kB) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(kB);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    } catch (NoSuchAlgorithmException e) {
      // Every Java platform has SHA-256.
      throw new IllegalStateException(e);
    }
  }

  private static byte[] stretched(String password, String salt, int rounds) {
    var how = new PBEKeySpec(password.toCharArray(), salt.getBytes(UTF_8), rounds, KEY_BYTES * 8);
    try {
      var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
      return factory.generateSecret(how).getEncoded();
    } catch (GeneralSecurityException e) {
      // Every Java platform of ours has this algorithm.
      throw new IllegalStateException(e);
    }
  }
}
