// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.ErrorFormat;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** What a person reads who opens a server without accounts of its own: there are no pages. */
public final class NoteRoutes {
  private static final String TOKEN_SERVER_PATH = "/1.0/sync/1.5";

  private NoteRoutes() {}

  /** Returns the table, with how to set up Firefox when people of Mozilla accounts may come. */
  public static RouteTable table(PublicUrl publicUrl, boolean isForMozillaAccounts) {
    var text = "This is a Firefox Sync server.\n"
        + (isForMozillaAccounts ? setup(publicUrl.base() + TOKEN_SERVER_PATH) : "");
    return RouteTable.of(
        ErrorFormat.PLAIN,
        List.of(""),
        Route.get("/", request -> Response.text(200, text)),
        Route.get("/robots.txt", request -> Response.text(200, "User-agent: *\nDisallow: /\n")));
  }

  private static String setup(String tokenServer) {
    return """

        It keeps your data; your account stays at Mozilla. To use it, sign out of Sync in Firefox, open
        about:config, set

          identity.sync.tokenserver.uri

        to

          %s

        and sign in again. Signing out clears the setting, so set it again before each sign-in.
        Whoever runs this server has to let you in.
        """
        .formatted(tokenServer);
  }
}
