// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import java.util.OptionalLong;

/** A token that has not expired, with the grant that it is of. */
record LivingToken(StoredToken token, AppGrant grant) {
  /** Tells whether its person's password is still the one of then, and she may come at all. */
  boolean holds(OptionalLong generation) {
    var agreed = grant.terms().generation();
    return generation.isPresent()
        && (agreed.isEmpty() || generation.getAsLong() <= agreed.getAsLong());
  }
}
