// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An account of this server.
 *
 * @param id 32 hexadecimal digits, random
 * @param clientSalt what the browser stretches the password with
 * @param times when what happened
 * @param isOwner whether its person runs this server together with the administrator
 * @param displayName what its person wants to be called
 */
public record Account(
    String id,
    EmailAddress email,
    String clientSalt,
    Times times,
    boolean isOwner,
    @Nullable String displayName) {
  /**
   * When what happened to an account, in milliseconds.
   *
   * @param generation grows with each change of the password
   * @param keysChangedAt grows only when kB itself changes
   * @param disabledAt when the administrator shut it, if he did
   * @param unprovenSince since when it waits for the code that was mailed to its address, if it does
   */
  public record Times(
      long createdAt,
      long generation,
      long keysChangedAt,
      OptionalLong disabledAt,
      OptionalLong unprovenSince) {
    static Times ofNew(long now) {
      return new Times(now, now, now, OptionalLong.empty(), OptionalLong.empty());
    }

    /** Returns the times of a new account whose address is still to be proven. */
    Times unproven() {
      return new Times(
          createdAt, generation, keysChangedAt, disabledAt, OptionalLong.of(createdAt));
    }
  }

  /** Returns when the account was made, in milliseconds. */
  public long createdAt() {
    return times.createdAt();
  }

  /** Returns a number that grows with each change of the password. */
  public long generation() {
    return times.generation();
  }

  /** Returns when kB last changed, in milliseconds. */
  public long keysChangedAt() {
    return times.keysChangedAt();
  }

  /** Tells whether the administrator shut it. */
  public boolean isDisabled() {
    return times.disabledAt().isPresent();
  }

  /** Tells whether nobody has shown yet that the address is her own. */
  public boolean isUnproven() {
    return times.unprovenSince().isPresent();
  }
}
