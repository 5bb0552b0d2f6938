// SPDX-License-Identifier: MPL-2.0
/**
 * Drives unmodified Firefox browsers against a running server, as people would: by preferences, clicks and keys. Knows
 * the product only by its address and its command line.
 */
@NullMarked
package firefoxsync.e2e;

import org.jspecify.annotations.NullMarked;
