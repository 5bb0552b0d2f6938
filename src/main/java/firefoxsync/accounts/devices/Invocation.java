// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountError;
import java.time.Duration;

/**
 * A device asks for another one to be told something.
 *
 * @param targetId the device that shall do it
 * @param payload JSON, sealed by the sender for the target
 * @param life how long it may wait, a month at most
 */
record Invocation(String command, String targetId, String payload, Duration life) {
  static final Duration LIFE_MAX = Duration.ofDays(30);

  private static final int PAYLOAD_CHARACTERS_MAX = 16 * 1024;

  Invocation {
    DeviceChange.checkId(targetId);
    if (payload.length() > PAYLOAD_CHARACTERS_MAX) {
      throw AccountError.INVALID_PARAMETER
          .exception("a payload of " + payload.length() + " characters")
          .with("validation", "payload is longer than " + PAYLOAD_CHARACTERS_MAX + " characters");
    }
    if (life.isNegative()) {
      throw AccountError.INVALID_PARAMETER
          .exception("a negative ttl")
          .with("validation", "ttl is not allowed");
    }
    if (life.compareTo(LIFE_MAX) > 0) {
      life = LIFE_MAX;
    }
  }
}
