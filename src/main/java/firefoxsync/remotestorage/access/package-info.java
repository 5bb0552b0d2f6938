// SPDX-License-Identifier: MPL-2.0
/** Who may reach whose documents: what people let apps do, the tokens that say so, and other credentials. */
@NullMarked
package firefoxsync.remotestorage.access;

import org.jspecify.annotations.NullMarked;
