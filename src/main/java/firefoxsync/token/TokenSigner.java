// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.crypto.Secrets;
import java.time.Clock;

/** Makes the tokens that storage trusts. */
public final class TokenSigner {
  private static final int SALT_BYTES = 3;

  private final TokenSettings settings;
  private final Clock clock;
  private final Secrets secrets;

  /** Takes what goes into every token. */
  public TokenSigner(TokenSettings settings, Clock clock, Secrets secrets) {
    this.settings = settings;
    this.clock = clock;
    this.secrets = secrets;
  }

  IssuedToken sign(SyncUser user, String accountId, long durationSeconds) {
    var metricsIds = settings.pseudonyms().of(accountId);
    var token = new SyncToken(
        user.uid(),
        settings.nodeUrl(),
        clock.instant().getEpochSecond() + durationSeconds,
        secrets.hex(SALT_BYTES),
        accountId,
        user.keyId(),
        metricsIds);
    return new IssuedToken(
        token.sign(settings.master()),
        user.uid(),
        settings.nodeUrl() + "/1.5/" + user.uid(),
        durationSeconds,
        metricsIds.account());
  }
}
