// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import firefoxsync.accounts.RefreshTokens;
import java.util.List;
import java.util.Optional;

/** A server without OAuth. */
final class NoRefreshTokens implements RefreshTokens {
  @Override
  public Optional<RefreshToken> find(String token) {
    return Optional.empty();
  }

  @Override
  public List<RefreshToken> ofAccount(String accountId) {
    return List.of();
  }

  @Override
  public boolean destroy(String accountId, String id) {
    return false;
  }
}
