// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** The profile server: who a person is, for browsers to show. */
public final class ProfileRoutes {
  private ProfileRoutes() {}

  /** Returns the table. */
  public static RouteTable table(Accounts accounts, ProfileTokens tokens, PublicUrl publicUrl) {
    var handlers = new ProfileHandlers(accounts, tokens, publicUrl);
    return RouteTable.of(
        new AccountErrorFormat(),
        List.of("/profile"),
        Route.get("/v1/profile", handlers::profile),
        Route.get(ProfileHandlers.AVATAR_PATH, handlers::avatar));
  }
}
