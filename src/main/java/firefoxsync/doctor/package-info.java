// SPDX-License-Identifier: MPL-2.0
/** Looks at an installation and says what is wrong with it. Changes nothing. */
@NullMarked
package firefoxsync.doctor;

import org.jspecify.annotations.NullMarked;
