// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

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
  private final Pages pages;
  private final boolean mailsCodes;
  private final PageErrorFormat errors;
  private final SignInPages signIn;
  private final SettingsPages settings;
  private final SetupFiles setupFiles;
  private final ClientConfiguration configuration;

  /**
   * Takes who may make an account, and the settings sections of other features.
   *
   * @param mailsCodes whether who forgot her password, or makes an account, gets a code by mail
   */
  public WebRoutes(Pages pages, SignUp signUp, boolean mailsCodes, List<SettingsSection> sections) {
    this.pages = pages;
    this.mailsCodes = mailsCodes;
    this.errors = new PageErrorFormat(pages);
    this.signIn = new SignInPages(pages, signUp, mailsCodes);
    this.settings = new SettingsPages(pages, sections);
    this.setupFiles = new SetupFiles(pages.publicUrl());
    this.configuration = new ClientConfiguration(pages.publicUrl());
  }

  /** Returns the table. */
  public RouteTable table() {
    return pages.table(
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
        Route.get("/settings", settings::overview),
        Route.get("/settings/", settings::overview),
        Route.get("/settings/sign-in", page("settings/sign-in", Map.of("mailsCodes", mailsCodes))),
        Route.get("/settings/{section}", settings::section),
        Route.get("/settings/{section}/{action}", settings::section),
        Route.get("/connect_another_device", addressNote("connect_another_device")),
        Route.get("/pair", addressNote("pair")),
        Route.get("/pair/{role}", addressNote("pair")),
        Route.get("/pair/{role}/{step}", addressNote("pair")),
        Route.get("/reset_password", page("reset-password", Map.of("mailsCodes", mailsCodes))),
        Route.get("/invite", page("claim", Map.of("kind", "invite", "mailsCodes", mailsCodes))),
        Route.get("/invite/{rest}", redirect("/invite")),
        Route.get("/claim", page("claim", Map.of("kind", "claim", "mailsCodes", mailsCodes))),
        Route.get("/claim/{rest}", redirect("/claim")),
        Route.get("/post_verify/{method}/{step}", redirect("/")),
        Route.get("/legal/terms", note("terms")),
        Route.get("/legal/privacy", note("privacy")),
        Route.get("/setup/{file}", this::setupFile),
        Route.get("/assets/{version}/{name}", this::asset),
        Route.get("/favicon.ico", request -> icon()),
        Route.get("/robots.txt", request -> Response.text(200, "User-agent: *\nDisallow: /\n")),
        Route.get("/metrics-flow", request -> Response.json(Map.of())),
        Route.get("/.well-known/fxa-client-configuration", configuration::firefox),
        Route.get("/.well-known/openid-configuration", configuration::openId),
        Route.get("/.well-known/change-password", redirect("/settings/password")));
  }

  private Handler page(String template, Map<String, Object> values) {
    return request -> pages.render(request.head(), 200, template, values);
  }

  private Handler note(String name) {
    return note(name, false);
  }

  private Handler addressNote(String name) {
    return note(name, true);
  }

  private Handler note(String name, boolean showsAddress) {
    return request -> {
      var note = Note.of(pages.texts(request.head()), name, showsAddress);
      var isDone = request.head().query().has("showSuccessMessage");
      return pages.render(request.head(), 200, "note", Map.of("note", note, "isDone", isDone));
    };
  }

  private static Handler redirect(String location) {
    return request -> Response.redirect(location);
  }

  private Response asset(Request request) {
    return pages.files().find(request).orElseGet(() -> nothing(request));
  }

  private Response setupFile(Request request) {
    return setupFiles.find(request.head().pathValue("file")).orElseGet(() -> nothing(request));
  }

  private Response nothing(Request request) {
    return errors.page(request.head(), HttpFault.NOT_FOUND, "");
  }

  private Response icon() {
    return pages
        .files()
        .find("mark.svg")
        .orElseThrow()
        .header("Cache-Control", "public, max-age=86400");
  }
}
