// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People who have their account elsewhere, at Mozilla.
 *
 * @param enabled whether they may come at all
 * @param allow the accounts that may, beside those that a command let in
 * @param issuer whom their tokens must name
 * @param oauthServer who has the keys of the tokens, without a slash at its end
 * @param events what the accounts server may tell; nothing when null
 */
public record MozillaAccountsSettings(
    boolean enabled,
    List<String> allow,
    String issuer,
    URI oauthServer,
    @Nullable MozillaEventsSettings events) {
  /** Keeps a copy of the list. */
  public MozillaAccountsSettings {
    allow = List.copyOf(allow);
  }
}
