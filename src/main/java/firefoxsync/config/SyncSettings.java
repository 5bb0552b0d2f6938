// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.time.Duration;

/**
 * Sync storage and the tokens that open it.
 *
 * @param limits how much it takes
 * @param tokenDuration how long a token is good
 */
public record SyncSettings(SyncLimits limits, Duration tokenDuration) {}
