// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http.outgoing;

import java.time.Duration;

/**
 * How much one request to somebody else may take.
 *
 * @param total from the call to the last byte, looking up the name and every redirect included
 * @param bodyBytesMax of the answer's body
 * @param redirectsMax how often the answer may say that it is elsewhere
 */
public record OutgoingLimits(Duration total, int bodyBytesMax, int redirectsMax) {
  /** Refuses what would be no limit. */
  public OutgoingLimits {
    if (total.isNegative() || total.isZero() || bodyBytesMax < 0 || redirectsMax < 0) {
      throw new IllegalArgumentException("no limits: " + total + ", " + bodyBytesMax);
    }
  }
}
