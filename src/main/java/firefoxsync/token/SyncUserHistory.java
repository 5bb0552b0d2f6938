// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import java.util.List;

/** A person's rows: the current one, and those before it, whose key sets may not come back. */
record SyncUserHistory(SyncUser current, List<SyncUser> earlier) {
  /** Tells whether every earlier row already knows that it was replaced. */
  boolean isSettled() {
    return earlier.stream().allMatch(user -> user.replacedAt().isPresent());
  }

  /** Refuses a claim that does not go forward; the first rule that it breaks names the error. */
  void check(Claim claim) {
    checkClaimItself(claim);
    checkClientState(claim);
    checkTimes(claim);
  }

  private void checkClaimItself(Claim claim) {
    var told = claim.keyId().keysChangedAt();
    var known = current.keysChangedAt();
    if (told.isPresent()
        && known.isPresent()
        && told.getAsLong() > known.getAsLong()
        && claim.generation().isPresent()
        && claim.generation().getAsLong() < told.getAsLong()) {
      throw TokenError.INVALID_KEYS_CHANGED_AT.exception("the keys are newer than the password");
    }
  }

  private void checkClientState(Claim claim) {
    var told = claim.keyId().keysChangedAt();
    var known = current.keysChangedAt();
    var clientState = claim.keyId().clientState();
    if (clientState.equals(current.clientState())) {
      return;
    }
    if (clientState.isEmpty()) {
      throw TokenError.EMPTY_CLIENT_STATE.exception("a client state, once told, cannot vanish");
    }
    if (earlier.stream().anyMatch(user -> user.clientState().equals(clientState))) {
      throw TokenError.STALE_CLIENT_STATE.exception("the key set was replaced before");
    }
    if (claim.generation().isPresent() && claim.generation().getAsLong() <= current.generation()) {
      throw TokenError.SAME_GENERATION.exception("a new key set needs a newer generation");
    }
    if (told.isPresent() && known.isPresent() && told.getAsLong() <= known.getAsLong()) {
      throw TokenError.SAME_KEYS_CHANGED_AT.exception("a new key set needs a newer time");
    }
  }

  private void checkTimes(Claim claim) {
    var told = claim.keyId().keysChangedAt();
    var known = current.keysChangedAt();
    // Whoever was erased stays out even when the issuer tells no generation.
    if (claim.generation().orElse(current.isRetired() ? 0 : current.generation())
        < current.generation()) {
      throw TokenError.INVALID_GENERATION.exception("the password has changed since");
    }
    if (told.isPresent() && known.isPresent() && told.getAsLong() < known.getAsLong()) {
      throw TokenError.INVALID_KEYS_CHANGED_AT.exception("the keys have changed since");
    }
    if (told.isEmpty() && known.orElse(0) != 0) {
      throw TokenError.INVALID_KEYS_CHANGED_AT.exception("the time of the keys was known before");
    }
  }
}
