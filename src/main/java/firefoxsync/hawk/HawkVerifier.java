// SPDX-License-Identifier: MPL-2.0
package firefoxsync.hawk;

import firefoxsync.hawk.HawkException.Refusal;

/** Checks a header against the credentials that its id names. */
public final class HawkVerifier {
  private final long skewSecondsMax;

  /** Returns one that minds no clock: what it guards has another end. */
  public static HawkVerifier ofAnyClock() {
    return new HawkVerifier(Long.MAX_VALUE);
  }

  /** Takes how far the client's clock may be off, in seconds. */
  public HawkVerifier(long skewSecondsMax) {
    this.skewSecondsMax = skewSecondsMax;
  }

  /**
   * Accepts, or throws. The nonce is not remembered: a storage token lives an hour, and a repeated
   * request can only repeat what its signer asked for.
   *
   * @param nowSeconds the server's clock, seconds since the epoch
   * @throws HawkException naming the step that failed
   */
  public void verify(
      HawkHeader header, HawkCredentials credentials, HawkTarget target, long nowSeconds) {
    // 1. The MAC first: a wrong one says nothing true about the clock.
    if (!HawkMac.fits(header, credentials, target)) {
      throw new HawkException(Refusal.MAC, "the MAC does not fit");
    }
    // 2. The clock: its holder can mend it by the Date of this very answer.
    long skewSeconds = header.skewSeconds(nowSeconds);
    if (Math.abs(skewSeconds) > skewSecondsMax) {
      throw new HawkException(Refusal.TIMESTAMP, "the client's clock is " + skewSeconds + " s off");
    }
  }
}
