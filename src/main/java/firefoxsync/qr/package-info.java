// SPDX-License-Identifier: MPL-2.0
/** Texts as QR codes, for cameras to read. */
@NullMarked
package firefoxsync.qr;

import org.jspecify.annotations.NullMarked;
