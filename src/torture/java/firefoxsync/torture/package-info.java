// SPDX-License-Identifier: MPL-2.0
/**
 * What the built program is put through: killed at any moment, stopped, without room on the disk.
 * Needs {@code target/dist}; some of it needs root, strace or both.
 */
@NullMarked
package firefoxsync.torture;

import org.jspecify.annotations.NullMarked;
