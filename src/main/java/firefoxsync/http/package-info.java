// SPDX-License-Identifier: MPL-2.0
/** The only folder that knows Netty and the JSON library: from socket to handler and back. Knows no feature. */
@NullMarked
package firefoxsync.http;

import org.jspecify.annotations.NullMarked;
