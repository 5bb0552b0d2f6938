// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import java.util.OptionalLong;

/**
 * A person with one of her key sets: a uid, and so one store.
 *
 * @param generation milliseconds of the last password change seen, {@link #RETIRED} once erased
 * @param keysChangedAt milliseconds; absent as long as no client told
 * @param clientState lower-case hexadecimal digits
 * @param createdAt milliseconds
 * @param replacedAt milliseconds since when another row has taken over; absent for the current one
 */
record SyncUser(
    long uid,
    long generation,
    OptionalLong keysChangedAt,
    String clientState,
    long createdAt,
    OptionalLong replacedAt) {
  /** A generation that no issuer ever reaches. */
  static final long RETIRED = Long.MAX_VALUE;

  boolean isRetired() {
    return generation == RETIRED;
  }

  /** Tells whether the store's time is over although the account still lives. */
  boolean isReplaced() {
    return replacedAt.isPresent() && !isRetired();
  }

  /** Returns the row as it is after a request that has passed every check. */
  SyncUser updated(Claim claim) {
    return new SyncUser(
        uid, newGeneration(claim), newKeysChangedAt(claim), clientState, createdAt, replacedAt);
  }

  private long newGeneration(Claim claim) {
    var told = claim.keyId().keysChangedAt();
    if (claim.generation().isPresent()) {
      return claim.generation().getAsLong();
    }
    boolean isNews = told.isPresent()
        && told.getAsLong() > generation
        && (keysChangedAt.isEmpty() || told.getAsLong() > keysChangedAt.getAsLong());
    return isNews ? told.getAsLong() : generation;
  }

  private OptionalLong newKeysChangedAt(Claim claim) {
    var told = claim.keyId().keysChangedAt();
    if (told.isPresent()) {
      return told;
    }
    return keysChangedAt.orElse(-1) == 0 ? keysChangedAt : OptionalLong.empty();
  }

  /** Returns the row of another uid that goes on where this one ends: newer, even by a slow clock. */
  SyncUser successor(long newUid, String newClientState, long now) {
    return new SyncUser(
        newUid,
        generation,
        keysChangedAt,
        newClientState,
        Math.max(now, createdAt + 1),
        OptionalLong.empty());
  }

  /** Returns the row of a person who was never here. */
  static SyncUser first(long uid, Claim claim, long now) {
    return new SyncUser(
        uid,
        claim.generation().orElse(0),
        claim.keyId().keysChangedAt(),
        claim.keyId().clientState(),
        now,
        OptionalLong.empty());
  }

  /** Returns what storage tokens call this key set. */
  String keyId() {
    return KeyId.format(keysChangedAt.orElse(generation), clientState);
  }
}
