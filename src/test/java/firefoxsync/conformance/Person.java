// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.crypto.Secrets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A person with her password and kB, as a page has them while it works: what the password yields is
 * random here, for its stretching is no part of what is tested.
 */
final class Person {
  private static final HexFormat HEX = HexFormat.of();

  final String email;
  private final Secrets secrets = new Secrets();
  private final byte[] kB = secrets.bytes(32);
  private byte[] authPw = secrets.bytes(32);
  private byte[] unwrapBKey = secrets.bytes(32);

  Person(String email) {
    this.email = email;
  }

  String authPw() {
    return HEX.formatHex(authPw);
  }

  String kB() {
    return HEX.formatHex(kB);
  }

  /** Chooses another password; what was wrapped under the old one must be wrapped anew. */
  void choosePassword() {
    authPw = secrets.bytes(32);
    unwrapBKey = secrets.bytes(32);
  }

  /** Returns what a page sends of the password. */
  Map<String, Object> newPassword() {
    return new HashMap<>(Map.of(
        "authPWVersion2",
        authPw(),
        "wrapKbVersion2",
        HEX.formatHex(xor(kB, unwrapBKey)),
        "clientSalt",
        "identity.mozilla.com/picl/v1/quickStretchV2:" + secrets.hex(16)));
  }

  AccountsClient.Answer signUp(AccountsClient client, Map<String, Object> more) {
    var body = newPassword();
    body.put("email", email);
    body.putAll(more);
    return client.post("/auth/v1/account/create?keys=true", body);
  }

  AccountsClient.Answer signIn(AccountsClient client) {
    return client.post(
        "/auth/v1/account/login?keys=true", Map.of("email", email, "authPW", authPw()));
  }

  /** Fetches the keys and returns kB as the page finds it with the password of now. */
  String fetchKb(AccountsClient client, AccountsClient.Answer signedIn) {
    var token = signedIn.json().path("keyFetchToken").asText();
    var bundle = client.withHawk("keyFetchToken", token).get("/auth/v1/account/keys");
    var opened = HEX.parseHex(
        AccountsClient.openBundle(token, bundle.json().path("bundle").asText()));
    var wrapKb = Arrays.copyOfRange(opened, 32, 64);
    return HEX.formatHex(xor(wrapKb, unwrapBKey));
  }

  private static byte[] xor(byte[] one, byte[] other) {
    var result = new byte[one.length];
    for (int i = 0; i < one.length; i++) {
      result[i] = (byte) (one[i] ^ other[i]);
    }
    return result;
  }
}
