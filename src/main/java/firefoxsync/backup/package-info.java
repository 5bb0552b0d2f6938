// SPDX-License-Identifier: MPL-2.0
/** Backups of database and configuration, and what a restored one must not forget. */
@NullMarked
package firefoxsync.backup;

import org.jspecify.annotations.NullMarked;
