// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.SignUp;
import firefoxsync.http.Json;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebRoutesTest {
  private static final int PAGE_BYTES_MAX = 60 * 1024;
  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("(?:from |import |import\\()\"\\./([^\"]+)\"");
  private static final Pattern SECTION = Pattern.compile("data-section=\"([^\"]+)\"");
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
        "/connect_another_device",
        "/pair",
        "/pair/supp",
        "/pair/auth/allow",
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
  @ValueSource(
      strings = {
        "/",
        "/signin",
        "/reset_password",
        "/invite",
        "/claim",
        "/settings",
        "/nothing/here",
        "/assets/old/site.css"
      })
  void everyPageForbidsForeignScriptsFramesAndReferrers(String target) {
    var page = server.get(target);

    assertThat(header(page, "Content-Security-Policy"))
        .isEqualTo("default-src 'none'; script-src https://sync.example.org/assets/;"
            + " style-src https://sync.example.org/assets/;"
            + " img-src https://sync.example.org/assets/ https://sync.example.org/profile/avatar/;"
            + " connect-src https://sync.example.org/auth/v1/;"
            + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/signin",
        "/reset_password",
        "/invite",
        "/claim",
        "/settings",
        "/settings/devices",
        "/nothing/here"
      })
  void pagesHoldNoInlineScriptOrStyleAndNoForeignAddress(String target) {
    assertThat(server.get(target).body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:")
        .doesNotContainPattern("(src|href)=\"(?![/?#])");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/signin",
        "/reset_password",
        "/invite",
        "/claim",
        "/settings",
        "/settings/sign-in",
        "/settings/devices",
        "/settings/storage",
        "/settings/profile",
        "/settings/password",
        "/settings/recovery-key",
        "/settings/two-step",
        "/settings/invitations",
        "/settings/language",
        "/settings/delete"
      })
  void pageWithAllItMayEverLoadIsLight(String target) {
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
  void cardOfALinkNamesNoSecretInItsRequestAndAsksForScripts() {
    for (var path : List.of("/invite", "/claim", "/reset_password")) {
      assertThat(server.get(path).body())
          .as(path)
          .contains("<noscript>", "<form method=\"post\"", "<button type=\"submit\" disabled>");
    }
    assertThat(header(server.get("/invite/old"), "Location")).isEqualTo("/invite");
  }

  @Test
  void resetSaysFirstWhatIsLost() {
    assertThat(server.get("/reset_password").body())
        .contains("a new one cannot open the old data", "firefox-sync user reset-link");
  }

  @Test
  void resetAsksForTheAddressWhereCodesAreMailed() {
    try (var mailing = new WebServer(WebServer.PUBLIC_URL, SignUp.INVITE, true)) {
      assertThat(mailing.get("/reset_password").body())
          .contains("data-step=\"mail\"", "a new one cannot open the old data")
          .doesNotContain("firefox-sync user reset-link");
    }
  }

  @Test
  void secondStepAsksForACodeAsPhonesFillItIn() {
    assertThat(server.get("/signin").body())
        .contains(
            "name=\"code\" type=\"text\" inputmode=\"numeric\" autocomplete=\"one-time-code\"");
  }

  @ParameterizedTest
  @CsvSource({
    "'de-AT,de;q=0.9,en;q=0.5', de",
    "'it,fr;q=0.4', fr",
    "es-MX, es",
    "ja, en",
    "'!!', en",
    "'', en"
  })
  void pageSpeaksTheLanguageThatTheBrowserAsksFor(String asked, String given) {
    var page = server.get("/nothing/here", "Accept-Language", asked);

    assertThat(page.body()).contains("<html lang=\"" + given + "\">");
    assertThat(header(page, "Content-Language")).isEqualTo(given);
  }

  @Test
  void languageOfTheAddressWins() {
    assertThat(server.get("/signin?lang=fr", "Accept-Language", "de").body())
        .contains("<html lang=\"fr\">", "href=\"?lang=es\" hreflang=\"es\" lang=\"es\"");
    assertThat(server.get("/signin?lang=xx", "Accept-Language", "de").body())
        .contains("<html lang=\"de\">");
  }

  @ParameterizedTest
  @CsvSource({
    "'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', desktop",
    "'Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', android",
    "'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) FxiOS/153.0', ios"
  })
  void setupGuessesTheDeviceAndShowsEveryOneWithoutScripts(String userAgent, String device) {
    var html = server.get("/", "User-Agent", userAgent).body();

    assertThat(html).contains("data-guess=\"" + device + "\"");
    for (var one : Device.values()) {
      assertThat(html).contains("href=\"#" + one.key() + "\"", "<section id=\"" + one.key() + "\"");
    }
  }

  @Test
  void setupWarnsToSignOutBeforeTheFirstStepOfEachDevice() {
    for (var panel : server.get("/").body().split("<section id=", -1)) {
      assertThat(panel.indexOf("Sign out first")).isLessThan(indexOrEnd(panel, "<ol>"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "user.js, 'user_pref(\"identity.fxaccounts.autoconfig.uri\", \"https://sync.example.org\");'",
    "60-firefox-sync.js, 'pref(\"identity.fxaccounts.autoconfig.uri\", \"https://sync.example.org\");'",
    "firefox.cfg, 'defaultPref(\"identity.fxaccounts.autoconfig.uri\", \"https://sync.example.org\");'",
    "autoconfig.js, 'pref(\"general.config.filename\", \"firefox.cfg\");'"
  })
  void setupFilesNameTheServerAndAreSaved(String name, String line) {
    var file = server.get("/setup/" + name);

    assertThat(file.body()).contains(line).doesNotContain("allowHttp");
    assertThat(header(file, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + name + "\"");
    assertThat(header(file, "Cache-Control")).isEqualTo("no-store");
    assertThat(server.get("/").body()).contains("href=\"/setup/" + name + "\"");
  }

  @Test
  void setupFilesOfAServerWithoutHttpsAllowIt() {
    try (var insecure = new WebServer(PublicUrl.parse("http://localhost:5000"), SignUp.OPEN)) {
      assertThat(insecure.get("/setup/firefox.cfg").body())
          .startsWith("//")
          .contains("defaultPref(\"identity.fxaccounts.allowHttp\", true);");
    }
    assertThat(server.get("/setup/other.js").statusCode()).isEqualTo(404);
  }

  @Test
  void addressForTheNextDeviceStandsThereToBeCopiedAndAsAPicture() {
    assertThat(server.get("/connect_another_device?showSuccessMessage=true").body())
        .contains(
            "data-copy=\"https://sync.example.org\"", "<svg viewBox=", "Firefox is syncing now");
    assertThat(server.get("/connect_another_device").body())
        .doesNotContain("Firefox is syncing now");
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
        .isEqualTo("/settings/password");
    assertThat(header(server.get("/post_verify/third_party_auth/set_password"), "Location"))
        .isEqualTo("/");
  }

  private static int indexOrEnd(String text, String part) {
    int index = text.indexOf(part);
    return index < 0 ? text.length() : index;
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
    var section = SECTION.matcher(html);
    if (section.find()) {
      follow(
          assets.iterator().next().replaceFirst("[^/]+$", section.group(1) + "-section.js"),
          assets);
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
