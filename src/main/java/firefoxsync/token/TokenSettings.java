// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.crypto.MasterSecret;

/**
 * What goes into every token.
 *
 * @param nodeUrl where storage is, without a slash at its end; clients that see it change start anew
 */
public record TokenSettings(String nodeUrl, MasterSecret master, Pseudonyms pseudonyms) {}
