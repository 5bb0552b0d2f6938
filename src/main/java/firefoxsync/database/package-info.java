// SPDX-License-Identifier: MPL-2.0
/** The only folder that knows JDBC drivers and the pool. Knows no table of a feature. */
@NullMarked
package firefoxsync.database;

import org.jspecify.annotations.NullMarked;
