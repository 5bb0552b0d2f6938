// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** An answer, as far as a measurement needs it. */
record Answer(int status, List<String> headers, byte[] body) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Returns the id of the batch that the answer tells of. */
  String batch() {
    var text = new String(body, UTF_8);
    int name = text.indexOf("\"batch\"");
    int begin = text.indexOf('"', text.indexOf(':', name)) + 1;
    return text.substring(begin, text.indexOf('"', begin));
  }
}
