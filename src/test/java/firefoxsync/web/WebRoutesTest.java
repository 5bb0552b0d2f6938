// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.http.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebRoutesTest {
  private static final int PAGE_BYTES_MAX = 60 * 1024;
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");
  private static final WebServer server = new WebServer(SignUp.OPEN);

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?context=oauth_webchannel_v1",
        "/signin",
        "/signup",
        "/authorization",
        "/force_auth",
        "/oauth",
        "/oauth/signin",
        "/oauth/signup",
        "/oauth/force_auth"
      })
  void addressesThatBrowsersOpenToSignInShowTheCard(String target) {
    var page = server.get(target);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<form method=\"post\"", "name=\"email\"", "<button type=\"submit\" disabled>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/settings",
        "/settings/clients",
        "/settings/avatar/change",
        "/connect_another_device",
        "/pair",
        "/pair/supp",
        "/pair/auth/allow",
        "/reset_password",
        "/legal/terms",
        "/legal/privacy"
      })
  void smallPagesSayWhatIsPossibleAndLeadOnward(String target) {
    var page = server.get(target);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<h1>").containsPattern("<a class=\"button\" href=\"/\">");
  }

  @Test
  void firstPageOfABrowserThatDidNotAskShowsTheSetup() {
    var page = server.get("/");

    assertThat(page.body())
        .contains("about:config", "identity.fxaccounts.autoconfig.uri", "https://sync.example.org")
        .doesNotContain("<form", "identity.fxaccounts.allowHttp");
  }

  @Test
  void setupOfAServerWithoutHttpsNamesTheSettingThatAllowsIt() {
    try (var insecure = new WebServer(PublicUrl.parse("http://localhost:5000"), SignUp.OPEN)) {
      assertThat(insecure.get("/").body()).contains("identity.fxaccounts.allowHttp");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/signin", "/settings", "/nothing/here", "/assets/old/site.css"})
  void everyPageForbidsForeignScriptsFramesAndReferrers(String target) {
    var page = server.get(target);

    assertThat(header(page, "Content-Security-Policy"))
        .isEqualTo("default-src 'none'; script-src https://sync.example.org/assets/;"
            + " style-src https://sync.example.org/assets/;"
            + " img-src https://sync.example.org/assets/;"
            + " connect-src https://sync.example.org/auth/v1/;"
            + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/signin", "/settings", "/nothing/here"})
  void pagesHoldNoInlineScriptOrStyleAndNoForeignAddress(String target) {
    assertThat(server.get(target).body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:")
        .doesNotContainPattern("(src|href)=\"(?!/)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/signin", "/settings"})
  void pageWithAllItLoadsIsLight(String target) {
    var html = server.get(target).body();
    var weight = html.length();
    for (var asset : assetsOf(html)) {
      var file = server.get(asset);
      assertThat(file.statusCode()).as(asset).isEqualTo(200);
      weight += file.body().length();
    }
    assertThat(weight).isLessThan(PAGE_BYTES_MAX);
  }

  @Test
  void assetsAreKeptForAYear() {
    var style = assetsOf(server.get("/").body()).iterator().next();
    var file = server.get(style);

    assertThat(style).matches("/assets/[0-9a-f]{16}/site\\.css");
    assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(file, "Content-Type")).isEqualTo("text/css; charset=utf-8");
    assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void closedServerSendsThePersonToWhoeverRunsIt() {
    try (var closed = new WebServer(SignUp.INVITE)) {
      assertThat(closed.get("/signin").body())
          .contains("data-sign-up=\"invite\"", "This server takes new people by invitation.");
    }
  }

  @Test
  void unknownPathsGetACardAndAWayOnward() {
    var page = server.get("/nothing/here");

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body()).contains("There is no page here", "href=\"/\"");
    assertThat(server.send("POST", "/signin").statusCode()).isEqualTo(405);
  }

  @Test
  void clientConfigurationNamesEveryServerWithoutVersionsAndSlashes() {
    var document = server.get("/.well-known/fxa-client-configuration");
    var json = Json.object(document.body().getBytes(UTF_8));

    assertThat(header(document, "Content-Type")).isEqualTo("application/json");
    assertThat(json.string("auth_server_base_url")).contains("https://sync.example.org/auth");
    assertThat(json.string("oauth_server_base_url")).contains("https://sync.example.org/oauth");
    assertThat(json.string("profile_server_base_url")).contains("https://sync.example.org/profile");
    assertThat(json.string("sync_tokenserver_base_url")).contains("https://sync.example.org/token");
    assertThat(json.string("pairing_server_base_uri")).contains("wss://sync.example.org/pairing");
  }

  @Test
  void openIdConfigurationHasWhatPhonesRequire() {
    var document = server.get("/.well-known/openid-configuration");
    var json = Json.object(document.body().getBytes(UTF_8));

    assertThat(json.string("issuer")).contains("https://sync.example.org");
    assertThat(json.string("authorization_endpoint"))
        .contains("https://sync.example.org/authorization");
    assertThat(json.names())
        .contains("introspection_endpoint", "jwks_uri", "token_endpoint", "userinfo_endpoint");
  }

  @Test
  void smallAddressesAreAnswered() {
    assertThat(server.get("/metrics-flow?entrypoint=x").body()).isEqualTo("{}");
    assertThat(server.get("/robots.txt").body()).contains("Disallow: /");
    assertThat(header(server.get("/favicon.ico"), "Content-Type")).isEqualTo("image/svg+xml");
    assertThat(header(server.get("/.well-known/change-password"), "Location"))
        .isEqualTo("/settings");
    assertThat(header(server.get("/post_verify/third_party_auth/set_password"), "Location"))
        .isEqualTo("/");
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Returns what a page loads: what its HTML names, and what the scripts import. */
  private static Set<String> assetsOf(String html) {
    var assets = new LinkedHashSet<String>();
    var named = ASSET.matcher(html);
    while (named.find()) {
      follow(named.group(1), assets);
    }
    return assets;
  }

  private static void follow(String asset, Set<String> assets) {
    if (assets.add(asset) && asset.endsWith(".js")) {
      var imports = IMPORT.matcher(server.get(asset).body());
      while (imports.find()) {
        follow(asset.replaceFirst("[^/]+$", imports.group(1)), assets);
      }
    }
  }
}
