// SPDX-License-Identifier: MPL-2.0
/**
 * How a person's storage elsewhere is found, opened, tried and linked. What is written there is the
 * business of the folder above.
 */
@NullMarked
package firefoxsync.remotelog.linking;

import org.jspecify.annotations.NullMarked;
