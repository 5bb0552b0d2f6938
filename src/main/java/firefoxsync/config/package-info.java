// SPDX-License-Identifier: MPL-2.0
/** Settings, read once into immutable records. Knows nothing of ours. */
@NullMarked
package firefoxsync.config;

import org.jspecify.annotations.NullMarked;
