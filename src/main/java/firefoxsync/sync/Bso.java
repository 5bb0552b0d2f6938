// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A basic storage object as it is kept: one bookmark, one tab list, one password.
 *
 * @param content opaque, encrypted by the client
 * @param sortIndex what the client ranks it by; null when it never said
 */
record Bso(String id, SyncTimestamp modified, @Nullable Long sortIndex, Payload content) {
  /** What an id looks like: printable ASCII, spaces included. */
  static final String ID_REGEX = "[ -~]{1,64}";

  private static final Pattern ID = Pattern.compile(ID_REGEX);

  Bso(String id, SyncTimestamp modified, @Nullable Long sortIndex, String payload) {
    this(id, modified, sortIndex, Payload.of(payload));
  }

  /** Returns the payload as a text. */
  String payload() {
    return content.text();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "Bso[" + id + ", " + modified + "]";
  }
}
