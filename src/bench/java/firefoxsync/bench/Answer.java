// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** An answer, as far as a measurement needs it. */
record Answer(int status, List<String> headers, byte[] body) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  String text() {
    return new String(body, UTF_8);
  }
}
