// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Hmac;
import java.util.HexFormat;

/** Names people for telemetry so that nobody without the key can tell who they are. */
public final class Pseudonyms {
  private static final int CHARACTERS = 32;
  /** Firefox tells the token server no device; Mozilla's puts this word. */
  private static final String NO_DEVICE = "none";

  private final byte[] key;

  /** Takes the key, which must not change as long as the accounts live. */
  public Pseudonyms(byte[] key) {
    this.key = key.clone();
  }

  SyncToken.MetricsIds of(String accountId) {
    var account = hash(accountId);
    return new SyncToken.MetricsIds(account, hash(account + NO_DEVICE));
  }

  private String hash(String text) {
    var code = Hmac.sha256(key, text.getBytes(UTF_8));
    return HexFormat.of().formatHex(code).substring(0, CHARACTERS);
  }
}
