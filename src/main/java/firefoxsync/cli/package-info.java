// SPDX-License-Identifier: MPL-2.0
/** What an administrator types. Knows every other folder; nobody imports it. */
@NullMarked
package firefoxsync.cli;

import org.jspecify.annotations.NullMarked;
