// SPDX-License-Identifier: MPL-2.0
/** Who a person is, across accounts of every issuer, and what features keep for her. */
@NullMarked
package firefoxsync.people;

import org.jspecify.annotations.NullMarked;
