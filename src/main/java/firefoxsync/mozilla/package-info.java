// SPDX-License-Identifier: MPL-2.0
/** People whose accounts are at Mozilla: their tokens, who of them may come, what is told of them. */
@NullMarked
package firefoxsync.mozilla;

import org.jspecify.annotations.NullMarked;
