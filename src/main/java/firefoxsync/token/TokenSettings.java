// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.crypto.MasterSecret;
import java.time.Duration;

/**
 * What goes into every token.
 *
 * @param nodeUrl where storage is, without a slash at its end; clients that see it change start anew
 * @param duration how long a token is good, unless its client wants less
 */
public record TokenSettings(
    String nodeUrl, MasterSecret master, Pseudonyms pseudonyms, Duration duration) {}
