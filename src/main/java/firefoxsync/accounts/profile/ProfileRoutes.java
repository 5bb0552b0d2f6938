// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.profile;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.AccountServices;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** Who a person is, for browsers to show, and what she may change of it herself. */
public final class ProfileRoutes {
  private final AccountServices services;
  private final PublicUrl publicUrl;

  /** Takes who people are. */
  public ProfileRoutes(AccountServices services, PublicUrl publicUrl) {
    this.services = services;
    this.publicUrl = publicUrl;
  }

  /** Returns the profile server's table. */
  public RouteTable table(ProfileTokens tokens) {
    var handlers = new ProfileHandlers(services, tokens, publicUrl);
    return RouteTable.of(
        new AccountErrorFormat(),
        List.of("/profile"),
        Route.get("/v1/profile", handlers::profile),
        Route.get("/avatar/" + ProfileHandlers.DEFAULT_AVATAR, handlers::defaultAvatar),
        Route.get("/avatar/{avatar}", handlers::avatar));
  }

  /** Returns the table of what a person does to her own profile, under {@code /auth/v1}. */
  public RouteTable ownTable(StoredData stored) {
    var handlers = new OwnProfileHandlers(services, stored, publicUrl);
    var session = SessionAuth.required(services.sessions(), publicUrl);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.get("/account/profile", handlers::profile).with(session),
            Route.post("/account/display_name", handlers::changeDisplayName).with(session),
            Route.post("/account/avatar", handlers::changeAvatar)
                .with(session)
                .bodyBytesMax(Avatars.BYTES_MAX),
            Route.post("/account/avatar/destroy", handlers::deleteAvatar).with(session),
            Route.get("/account/storage", handlers::storage).with(session))
        .around(new AccountRoutes.EveryAnswer());
  }
}
