// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import firefoxsync.conformance.RemoteStorageSite.Resident;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialog and the implicit grant: RFC 6749, 4.2, and the draft, sections 9 to 11. */
class AppAccessTest {
  private static final String APP = "https://notes.example/app";

  @RegisterExtension
  static final RemoteStorageSite site = new RemoteStorageSite("");

  @Test
  void dialogShowsTheOriginThatIsAnsweredAndNotWhatTheAppCallsItself() {
    var page = dialog(Map.of("client_id", "https://bank.example", "redirect_uri", APP + "?a=1"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("https://notes.example").doesNotContain("bank.example");
  }

  @Test
  void dialogShowsAForeignAlphabetInBothForms() {
    var page = dialog(Map.of("redirect_uri", "https://xn--mller-kva.example/"));
    assertThat(page.body())
        .contains("https://xn--mller-kva.example")
        .contains("(https://müller.example)");
  }

  @Test
  void dialogSaysWhatTheAppMay() {
    var page = dialog(Map.of("scope", "notes:rw photos:r"));
    assertThat(page.body())
        .contains("read and change the folder “notes”", "read the folder “photos”")
        .doesNotContain("id=\"warning\"");
    assertThat(dialog(Map.of("scope", "*:rw")).body()).contains("id=\"warning\"");
    assertThat(dialog(Map.of("scope", "*:r")).body()).contains("Read everything");
  }

  @Test
  void dialogForbidsFramesFormsReferrersAndKeeping() {
    var headers = dialog(Map.of()).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("form-action 'none'", "frame-ancestors 'none'", "default-src 'none'");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "notes",
        "//notes.example/",
        "http://notes.example/",
        "https://ada@notes.example/",
        "https://ada:secret@notes.example/",
        "https://notes.example/#here",
        "https://notes.example\\@evil.example/",
        "https:///notes.example",
        "https://",
        "https://notes.example/a b",
        "https://notes.example/a\nb",
        "https://notes.example:port/",
        "javascript:alert(1)",
        "JavaScript://notes.example/%0aalert(1)",
        "data:text/html,hi",
        "myapp://done",
        "http://localhost.evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://[::2]/"
      })
  void addressThatMayBeAnybodysIsNeverRedirectedTo(String redirectUri) {
    var page = dialog(Map.of("redirect_uri", redirectUri, "scope", "nonsense"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.body()).contains("This app cannot be answered");
  }

  @Test
  void missingOrDoubledAddressIsNeverRedirectedTo() {
    assertThat(site.get("/rs-oauth/authorize?response_type=token").statusCode()).isEqualTo(400);
    var twice = "/rs-oauth/authorize?" + query(Map.of()) + "&redirect_uri=https://evil.example/";
    assertThat(site.get(twice).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "http://localhost:8080/app",
        "http://127.0.0.1:3000",
        "http://[::1]:3000/",
        "https://NOTES.example:8443/app?x=%23"
      })
  void ownMachineAndSecureAddressesAreAnswered(String redirectUri) {
    assertThat(dialog(Map.of("redirect_uri", redirectUri)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, '', invalid_request",
    "response_type, id_token, unsupported_response_type",
    "client_id, '', invalid_request",
    "scope, '', invalid_scope",
    "scope, notes, invalid_scope",
    "scope, root:r, invalid_scope",
    "scope, root:rw, invalid_scope",
    "scope, notes:rw root:rw, invalid_scope",
    "scope, notes:RW, invalid_scope",
    "scope, ':rw', invalid_scope",
    "scope, '*', invalid_scope",
    "scope, '*:', invalid_scope",
    "scope, ' notes:rw', invalid_scope",
    "scope, 'notes:rw ', invalid_scope",
    "scope, public:rw, invalid_scope",
    "scope, notes:w, invalid_scope",
    "scope, notes:rw  photos:r, invalid_scope",
    "scope, Notes:r, invalid_scope",
    "scope, 'notes:r,photos:r', invalid_scope"
  })
  void otherMistakesAreToldToTheAppInTheFragment(String name, String value, String error) {
    var answer = dialog(Map.of(name, value, "state", "a b&c"));
    assertThat(answer.statusCode()).isEqualTo(302);
    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(APP + "#error=" + error + "&error_description=");
    assertThat(location).endsWith("&state=a%20b%26c");
  }

  @Test
  void networkOpensSoManyDialogsInAQuarterOfAnHour() {
    site.clock().advance(Duration.ofMinutes(16));
    int opened = 0;
    var page = dialog(Map.of());
    while (page.statusCode() == 200 && opened <= 300) {
      opened++;
      page = dialog(Map.of());
    }
    assertThat(opened).isEqualTo(300);
    assertThat(page.statusCode()).isEqualTo(429);
    assertThat(page.headers().firstValue("Retry-After")).isPresent();
    assertThat(page.body()).contains("Too many questions at once");
    assertThat(dialog(Map.of("scope", "nonsense")).statusCode()).isEqualTo(429);
    site.clock().advance(Duration.ofMinutes(16));
    assertThat(dialog(Map.of()).statusCode()).isEqualTo(200);
  }

  @Test
  void missingScopeIsAnInvalidOne() {
    var answer = site.get("/rs-oauth/authorize?" + query(Map.of()).replaceAll("&?scope=[^&]*", ""));
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .startsWith(APP + "#error=invalid_scope&");
  }

  @Test
  void doubledParameterIsAMistake() {
    var answer = site.get("/rs-oauth/authorize?" + query(Map.of()) + "&scope=*:rw");
    assertThat(answer.headers().firstValue("Location").orElseThrow())
        .contains("#error=invalid_request");
  }

  @Test
  void allowingAnswersInTheFragment() {
    var ada = site.resident();
    var answer = fragment(answer(ada, Map.of("state", "x+y/z=%"), true));
    assertThat(answer.get("access_token")).matches("frsa_[A-Za-z0-9_-]{43}");
    assertThat(answer)
        .containsEntry("token_type", "bearer")
        .containsEntry("scope", "notes:rw")
        .containsEntry("state", "x+y/z=%")
        .doesNotContainKeys("expires_in", "error", "refresh_token");
  }

  @Test
  void appWithoutAStateGetsNone() {
    assertThat(fragment(answer(site.resident(), Map.of(), true))).doesNotContainKey("state");
  }

  @Test
  void longStateComesBack() {
    var state = "s".repeat(6000);
    assertThat(fragment(answer(site.resident(), Map.of("state", state), true)))
        .containsEntry("state", state);
  }

  @Test
  void denyingIsAnAnswerToo() {
    var ada = site.resident();
    assertThat(fragment(answer(ada, Map.of("state", "x"), false)))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "x")
        .doesNotContainKey("access_token");
    assertThat(apps(ada)).isEmpty();
  }

  @Test
  void nothingIsAnsweredWithoutASessionOfHers() {
    var body = Map.of("request", query(Map.of()), "allow", true);
    assertThat(site.client().post("/auth/v1/remotestorage/answer", body).status())
        .isEqualTo(401);
    var stranger = site.client().withHeader("Authorization", "Bearer fxs_" + "0".repeat(64));
    assertThat(stranger.post("/auth/v1/remotestorage/answer", body).status()).isEqualTo(401);
  }

  @Test
  void pageCannotBeTalkedIntoAnotherAddress() {
    var ada = site.resident();
    for (var redirect : new String[] {"http://evil.example/", "javascript:alert(1)", ""}) {
      var body = Map.of("request", query(Map.of("redirect_uri", redirect)), "allow", true);
      var refused = ada.client().post("/auth/v1/remotestorage/answer", body);
      assertThat(refused.status()).as(redirect).isEqualTo(400);
    }
    assertThat(apps(ada)).isEmpty();
  }

  @Test
  void personWithoutANameOrWithAnotherThanAskedForAllowsNothing() {
    var newcomer = site.newcomer();
    var body = Map.of("request", query(Map.of()), "allow", true);
    var answer = newcomer.client().post("/auth/v1/remotestorage/answer", body);
    assertThat(answer.json().path("outcome").asText()).isEqualTo("no-such-name");
    var ada = site.resident();
    var other = Map.of("request", query(Map.of()), "allow", true, "user", newcomer.name());
    assertThat(ada.client().post("/auth/v1/remotestorage/answer", other).json().has("redirect"))
        .isFalse();
    assertThat(apps(ada)).isEmpty();
  }

  @Test
  void userNameIsChosenOnceOnThePage() {
    var newcomer = site.newcomer();
    var taken = site.resident().name();
    assertThat(newcomer.client().get("/auth/v1/remotestorage/name").json().has("name"))
        .isFalse();
    assertThat(choose(newcomer, taken)).isEqualTo("taken");
    assertThat(choose(newcomer, "admin")).isEqualTo("reserved");
    assertThat(choose(newcomer, "No Name")).isEqualTo("malformed");
    assertThat(choose(newcomer, newcomer.name())).isEqualTo("chosen");
    assertThat(choose(newcomer, newcomer.name() + "x")).isEqualTo("has-another");
    assertThat(newcomer
            .client()
            .get("/auth/v1/remotestorage/name")
            .json()
            .path("name")
            .asText())
        .isEqualTo(newcomer.name());
  }

  @Test
  void connectedAppsAreListedAndDisconnectedByTheirOwnerAlone() {
    var ada = site.resident();
    var bea = site.resident();
    answer(ada, Map.of("scope", "notes:rw photos:r"), true);
    site.clock().advance(Duration.ofSeconds(1));
    site.run("app-token", "add", ada.name(), "back-up:r", "--label", "a script");
    var apps = apps(ada);
    assertThat(apps).hasSize(2);
    assertThat(apps.path(0).path("label").asText()).isEqualTo("a script");
    assertThat(apps.path(1).path("client").asText()).isEqualTo("https://notes.example");
    assertThat(apps.path(1).path("scopes").path("notes").asText()).isEqualTo("rw");
    assertThat(apps.path(1).path("scopes").path("photos").asText()).isEqualTo("r");
    assertThat(apps.toString()).doesNotContain("frsa_");
    for (var app : apps) {
      var id = Map.of("id", app.path("id").asText());
      assertThat(revoke(bea, id)).isFalse();
      assertThat(revoke(ada, id)).isTrue();
      assertThat(revoke(ada, id)).isFalse();
    }
    assertThat(apps(ada)).isEmpty();
  }

  @Test
  void tokensStandInNoLogAndInNoListOfTheAdministrator() {
    var ada = site.resident();
    var token = fragment(answer(ada, Map.of(), true)).get("access_token");
    assertThat(site.run("app-token", "list", ada.name()))
        .contains("https://notes.example", "notes:rw")
        .doesNotContain(token);
  }

  @ParameterizedTest
  @CsvSource({
    "/rs-oauth/authorize, consent-section.js",
    "/settings/apps, apps-section.js",
    "/settings/files, files-section.js"
  })
  void everyTextThatAScriptSaysIsInItsPage(String path, String script) throws IOException {
    var page = site.get(path + "?" + query(Map.of())).body();
    var source =
        Files.readString(Path.of("src/main/resources/firefoxsync/web/assets").resolve(script));
    var said = Pattern.compile("say\\([^,]+, (?:[a-z]+ \\? )?\"([a-z-]+)\"").matcher(source);
    assertThat(said.results().map(match -> match.group(1)))
        .isNotEmpty()
        .allSatisfy(key -> assertThat(page).contains("data-say=\"" + key + "\""));
  }

  private static boolean revoke(Resident resident, Map<String, String> id) {
    return resident
        .client()
        .post("/auth/v1/remotestorage/apps/revoke", id)
        .json()
        .path("revoked")
        .asBoolean();
  }

  private static String choose(Resident resident, String name) {
    return resident
        .client()
        .post("/auth/v1/remotestorage/name", Map.of("name", name))
        .json()
        .path("outcome")
        .asText();
  }

  private static JsonNode apps(Resident resident) {
    return resident.client().get("/auth/v1/remotestorage/apps").json().path("apps");
  }

  private static String answer(Resident resident, Map<String, String> changes, boolean allow) {
    var body = Map.of("request", query(changes), "allow", allow, "user", resident.name());
    var answer = resident.client().post("/auth/v1/remotestorage/answer", body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.json().path("redirect").asText();
  }

  private static Map<String, String> fragment(String location) {
    assertThat(URI.create(location).getQuery()).isNull();
    var fragment = URI.create(location).getRawFragment();
    return Arrays.stream(fragment.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(
            pair -> pair[0], pair -> URLDecoder.decode(pair[1].replace("+", "%2B"), UTF_8)));
  }

  private static HttpResponse<String> dialog(Map<String, String> changes) {
    return site.get("/rs-oauth/authorize/ada?" + query(changes));
  }

  private static String query(Map<String, String> changes) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("client_id", "https://notes.example");
    parameters.put("redirect_uri", APP);
    parameters.put("response_type", "token");
    parameters.put("scope", "notes:rw");
    parameters.putAll(changes);
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + RemoteStorageSite.encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }
}
