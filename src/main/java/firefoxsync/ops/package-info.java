// SPDX-License-Identifier: MPL-2.0
/** What running the daemon needs: health, systemd, journal. */
@NullMarked
package firefoxsync.ops;

import org.jspecify.annotations.NullMarked;
