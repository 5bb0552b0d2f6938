// SPDX-License-Identifier: MPL-2.0
/** What others see of a person, and what she sees of her own data. */
@NullMarked
package firefoxsync.accounts.profile;

import org.jspecify.annotations.NullMarked;
