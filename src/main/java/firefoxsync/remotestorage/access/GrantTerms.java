// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.remotestorage.AccessScope;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed on.
 *
 * @param client the app's origin; null for a token that a command made
 * @param label what a person knows it by; empty for apps
 * @param generation of the account when its person agreed: the grant ends with the next password.
 *     Empty for a token that a command made, which outlives passwords
 * @param expiresAt milliseconds; empty when it holds until it is revoked
 */
public record GrantTerms(
    @Nullable String client,
    String label,
    AccessScope scope,
    OptionalLong generation,
    OptionalLong expiresAt) {
  /** Returns the same until a time, in milliseconds. */
  public GrantTerms until(long endsAt) {
    return new GrantTerms(client, label, scope, generation, OptionalLong.of(endsAt));
  }

  /** Returns who acts, in a word for lists and logs. */
  public String actor() {
    return client == null ? label : client;
  }
}
