// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.StringJoiner;

/** Names and values as they stand in an address. */
final class FormText {
  private final StringJoiner pairs = new StringJoiner("&");

  FormText with(String name, String value) {
    // Scripts decode fragments as addresses, in which a plus sign is no space.
    pairs.add(name + "=" + URLEncoder.encode(value, UTF_8).replace("+", "%20"));
    return this;
  }

  String text() {
    return pairs.toString();
  }
}
