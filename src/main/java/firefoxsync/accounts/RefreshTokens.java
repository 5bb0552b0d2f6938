// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The refresh tokens that phones speak with; whoever issues them implements it. */
public interface RefreshTokens {
  /**
   * A token that holds right now.
   *
   * @param id its hash, which may be shown to its owner
   * @param clientName what people call the program that has it
   * @param createdAt milliseconds
   * @param lastUsedAt milliseconds
   * @param sessionId the session that it ends with, when it has one
   */
  record RefreshToken(
      String id,
      String accountId,
      String clientId,
      String clientName,
      Set<String> scopes,
      long createdAt,
      long lastUsedAt,
      @Nullable String sessionId) {
    /** Keeps a copy of the scopes. */
    public RefreshToken {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Returns the facts about a token; empty when it is unknown, expired or revoked. */
  Optional<RefreshToken> find(String token);

  /** Returns an account's tokens, oldest first. */
  List<RefreshToken> ofAccount(String accountId);

  /** Ends a token of the account, its device included; tells whether there was one. */
  boolean destroy(String accountId, String id);
}
