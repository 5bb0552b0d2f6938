// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import java.util.Optional;
import java.util.Set;

/** Says whose an OAuth access token is; whoever issues them implements it. */
@FunctionalInterface
public interface ProfileTokens {
  /** A token that holds right now, of an account of this server. */
  record Holder(String accountId, Set<String> scopes) {}

  /** Returns the facts about a token; empty when it is unknown, expired or revoked. */
  Optional<Holder> holder(String accessToken);
}
