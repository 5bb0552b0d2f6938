// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Hmac;
import firefoxsync.crypto.Secrets;
import java.util.Base64;
import java.util.Locale;

/** The MAC of a request: HMAC-SHA256 over its normalised lines. */
public final class HawkMac {
  private HawkMac() {}

  /** Tells whether the header's MAC is what a holder of the credentials sends to the target. */
  static boolean fits(HawkHeader header, HawkCredentials credentials, HawkTarget target) {
    var expected = of(credentials, header, target);
    return Secrets.equal(expected.getBytes(UTF_8), header.mac().getBytes(UTF_8));
  }

  /** Returns the MAC in base64 that a holder of the credentials would send. */
  public static String of(HawkCredentials credentials, HawkHeader header, HawkTarget target) {
    var lines = new StringBuilder("hawk.1.header\n")
        .append(header.timestamp())
        .append('\n')
        .append(header.nonce())
        .append('\n')
        .append(target.method().toUpperCase(Locale.ROOT))
        .append('\n')
        .append(target.resource())
        .append('\n')
        .append(target.host().toLowerCase(Locale.ROOT))
        .append('\n')
        .append(target.port())
        .append('\n')
        .append(header.hash().orElse(""))
        .append('\n')
        .append(header.ext().orElse(""))
        .append('\n');
    header
        .app()
        .ifPresent(app ->
            lines.append(app).append('\n').append(header.dlg().orElse("")).append('\n'));
    var mac = Hmac.sha256(credentials.key(), lines.toString().getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(mac);
  }
}
