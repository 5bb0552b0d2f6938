// SPDX-License-Identifier: MPL-2.0
/** The token server: who may store, under which uid. Knows neither accounts nor storage. */
@NullMarked
package firefoxsync.token;

import org.jspecify.annotations.NullMarked;
