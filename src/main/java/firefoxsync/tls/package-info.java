// SPDX-License-Identifier: MPL-2.0
/**
 * The certificate and key of the server: read from files, judged, and noticed when they are renewed.
 * Knows nothing of connections.
 */
@NullMarked
package firefoxsync.tls;

import org.jspecify.annotations.NullMarked;
