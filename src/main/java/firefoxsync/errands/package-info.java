// SPDX-License-Identifier: MPL-2.0

/** Work that no request waits for, such as what is sent to others: few threads, few tries, a limit. */
@NullMarked
package firefoxsync.errands;

import org.jspecify.annotations.NullMarked;
