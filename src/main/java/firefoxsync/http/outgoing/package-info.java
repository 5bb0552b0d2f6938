// SPDX-License-Identifier: MPL-2.0
/** The one client by which this server asks others. The only folder that knows the library for it. */
@NullMarked
package firefoxsync.http.outgoing;

import org.jspecify.annotations.NullMarked;
