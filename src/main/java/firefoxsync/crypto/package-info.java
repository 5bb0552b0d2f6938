// SPDX-License-Identifier: MPL-2.0
/** Small cryptographic functions without any I/O. */
@NullMarked
package firefoxsync.crypto;

import org.jspecify.annotations.NullMarked;
