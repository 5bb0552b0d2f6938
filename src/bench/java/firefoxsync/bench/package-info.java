// SPDX-License-Identifier: MPL-2.0
/** Measures the daemon as it is shipped, beside what its parts could do alone. */
package firefoxsync.bench;
