// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * {@code user@host}, by which people know their storage.
 *
 * @param host with a port, if it has one
 */
record StorageAddress(String user, String host) {
  private static final Pattern FORM = Pattern.compile(
      "(?:acct:)?([^@/?#\\s\\p{Cntrl}]{1,64})@([A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?)");

  /** Reads what a person typed. */
  static StorageAddress parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      throw LinkError.NOT_AN_ADDRESS.exception("an address without user or host");
    }
    return new StorageAddress(match.group(1), match.group(2));
  }

  String hostName() {
    return host.replaceFirst(":[0-9]+$", "");
  }

  /** Returns where its host tells of it (RFC 7033). */
  URI webFinger(String scheme) {
    var resource = URLEncoder.encode("acct:" + user + "@" + host, StandardCharsets.UTF_8);
    return URI.create(scheme + "://" + host + "/.well-known/webfinger?resource=" + resource);
  }
}
