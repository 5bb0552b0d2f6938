// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.crypto.Secrets;
import java.util.regex.Pattern;

/** The name of a batch, which nobody can guess. */
public record BatchId(String value) {
  private static final int RANDOM_BYTES = 16;
  private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{32}");

  /** Refuses what is no such name. */
  public BatchId {
    if (!PATTERN.matcher(value).matches()) {
      throw new IllegalArgumentException("not the id of a batch");
    }
  }

  /** Returns an id that was never given before. */
  static BatchId fresh(Secrets secrets) {
    return new BatchId(secrets.hex(RANDOM_BYTES));
  }

  @Override
  public String toString() {
    return value;
  }
}
