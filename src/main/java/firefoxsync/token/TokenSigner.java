// SPDX-License-Identifier: MPL-2.0
package firefoxsync.token;

import firefoxsync.crypto.Secrets;
import java.time.Clock;
import java.util.OptionalLong;

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

  /** Signs a token that is good for as long as its client wants, if that is shorter than usual. */
  IssuedToken sign(SyncUser user, String accountId, OptionalLong wantedSeconds) {
    long usualSeconds = settings.duration().toSeconds();
    long wanted = wantedSeconds.orElse(usualSeconds);
    long durationSeconds = wanted <= usualSeconds ? wanted : usualSeconds;
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
