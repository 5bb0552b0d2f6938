// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.http.Handler;
import firefoxsync.http.HttpFault;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;
import java.util.Map;

/** The pages, at the root: everything that no other feature has mounted is answered here. */
public final class WebRoutes {
  private static final String LANGUAGE = "en";

  private final StaticFiles files = new StaticFiles();
  private final PublicUrl publicUrl;
  private final Pages pages;
  private final PageErrorFormat errors;
  private final SignInPages signIn;
  private final ClientConfiguration configuration;

  /** Takes the server's own address and who may make an account. */
  public WebRoutes(PublicUrl publicUrl, SignUp signUp) {
    this.publicUrl = publicUrl;
    this.pages = new Pages(new Page(Texts.of(LANGUAGE), publicUrl, files.folder()));
    this.errors = new PageErrorFormat(pages);
    this.signIn = new SignInPages(pages, signUp);
    this.configuration = new ClientConfiguration(publicUrl);
  }

  /** Returns the table. */
  public RouteTable table() {
    return RouteTable.of(
            errors,
            List.of(""),
            Route.get("/", signIn::home),
            Route.get("/signin", signIn::signIn),
            Route.get("/signup", signIn::signIn),
            Route.get("/authorization", signIn::signIn),
            Route.get("/force_auth", signIn::signIn),
            Route.get("/oauth", signIn::signIn),
            Route.get("/oauth/signin", signIn::signIn),
            Route.get("/oauth/signup", signIn::signIn),
            Route.get("/oauth/force_auth", signIn::signIn),
            Route.get("/settings", note("settings")),
            Route.get("/settings/{section}", note("settings")),
            Route.get("/settings/{section}/{action}", note("settings")),
            Route.get("/connect_another_device", addressNote("connect_another_device")),
            Route.get("/pair", addressNote("pair")),
            Route.get("/pair/{role}", addressNote("pair")),
            Route.get("/pair/{role}/{step}", addressNote("pair")),
            Route.get("/reset_password", note("reset_password")),
            Route.get("/post_verify/{method}/{step}", redirect("/")),
            Route.get("/legal/terms", note("terms")),
            Route.get("/legal/privacy", note("privacy")),
            Route.get("/assets/{version}/{name}", this::asset),
            Route.get("/favicon.ico", request -> icon()),
            Route.get("/robots.txt", request -> Response.text(200, "User-agent: *\nDisallow: /\n")),
            Route.get("/metrics-flow", request -> Response.json(Map.of())),
            Route.get("/.well-known/fxa-client-configuration", configuration::firefox),
            Route.get("/.well-known/openid-configuration", configuration::openId),
            Route.get("/.well-known/change-password", redirect("/settings")))
        .around(new PageHeaders(publicUrl));
  }

  private Handler note(String name) {
    return note(Note.of(pages.texts(), name, false));
  }

  private Handler addressNote(String name) {
    return note(Note.of(pages.texts(), name, true));
  }

  private Handler note(Note note) {
    return request -> pages.render(200, "note", Map.of("note", note));
  }

  private static Handler redirect(String location) {
    return request -> Response.redirect(location);
  }

  private Response asset(Request request) {
    return files.find(request).orElseGet(() -> errors.page(HttpFault.NOT_FOUND, ""));
  }

  private Response icon() {
    return files.find("mark.svg").orElseThrow().header("Cache-Control", "public, max-age=86400");
  }
}
