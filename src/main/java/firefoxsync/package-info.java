// SPDX-License-Identifier: MPL-2.0
/** The program: Main picks the command, Daemon builds the running whole. Nobody imports this package. */
@NullMarked
package firefoxsync;

import org.jspecify.annotations.NullMarked;
