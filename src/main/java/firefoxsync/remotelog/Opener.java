// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What opens a storage: the token of a link, renewed in time, or one that is only tried. */
final class Opener {
  private final String token;
  private final @Nullable Renewing renewing;

  private record Renewing(Renewals renewals, ProviderLink link) {}

  private Opener(String token, @Nullable Renewing renewing) {
    this.token = token;
    this.renewing = renewing;
  }

  static Opener of(String token) {
    return new Opener(token, null);
  }

  static Opener of(ProviderLink link, Renewals renewals) {
    return new Opener(link.secret().token(), new Renewing(renewals, link));
  }

  /** Returns the token to be sent now. */
  String now() {
    return renewing == null ? token : renewing.renewals().token(renewing.link());
  }

  /** Returns another one once this was refused; empty when there is none to be had. */
  Optional<String> instead(String refused) {
    return renewing == null
        ? Optional.empty()
        : renewing.renewals().instead(renewing.link(), refused);
  }
}
