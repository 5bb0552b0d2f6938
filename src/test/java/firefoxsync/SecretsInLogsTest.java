// SPDX-License-Identifier: MPL-2.0
package firefoxsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.config.Config;
import firefoxsync.config.ConfigReader;
import firefoxsync.conformance.AccountsClient;
import firefoxsync.crypto.Hkdf;
import firefoxsync.crypto.Sha256;
import firefoxsync.database.TestDatabases;
import firefoxsync.http.Route;
import firefoxsync.http.Spool;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.mail.MailServerStandIn;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the log is set to, nothing that lets somebody in stands in it: a person uses all of her
 * account, then every endpoint there is gets all her secrets, in every place where a request has room.
 */
class SecretsInLogsTest {
  private static final String KEY_WORD = "identity.mozilla.com/picl/v1/";
  private static final String SYNC = "https://identity.mozilla.com/apps/oldsync";
  private static final String DESKTOP = "5882386c6d801776";
  private static final String EMAIL = "ada-whom-no-log-names@example.org";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HexFormat HEX = HexFormat.of();

  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<String> authorizations = new ArrayList<>();
  private final Lines lines = new Lines();
  private final Logger ours = Logger.getLogger("firefoxsync");
  private final Logger all = Logger.getLogger("");
  private final HttpClient http = HttpClient.newHttpClient();
  private MailServerStandIn mail;
  private Daemon daemon;
  private Config config;
  private AccountsClient client;

  private static final class Lines extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    Lines() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord entry) {
      var text = new StringWriter();
      text.append(String.valueOf(entry.getLevel())).append(' ');
      text.append(new SimpleFormatter().formatMessage(entry));
      if (entry.getThrown() != null) {
        entry.getThrown().printStackTrace(new PrintWriter(text));
      }
      lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    ours.setLevel(Level.ALL);
    all.addHandler(lines);
    mail = new MailServerStandIn();
    Files.writeString(directory.resolve("master.secret"), "guards nothing but this test");
    var file = directory.resolve("firefox-sync.toml");
    Files.writeString(
        file,
        """
        public_url = "http://localhost:5000"
        listen = ["127.0.0.1:0"]
        [secrets]
        master_file = "%1$s/master.secret"
        [accounts]
        sign_up = "open"
        v1_verifiers = true
        [remotestorage]
        enabled = true
        [mail]
        host = "localhost"
        port = %2$d
        security = "none"
        from = "sync@example.org"
        [log]
        level = "debug"
        requests = true
        [database]
        """
                .formatted(directory, mail.port())
            + TestDatabases.toml(directory));
    config = ConfigReader.read(file, Map.of());
    daemon = Daemon.start(config, Clock.systemUTC(), "test", Map.of());
    client = new AccountsClient(uri(""), config.publicUrl(), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    daemon.close();
    mail.close();
    all.removeHandler(lines);
    ours.setLevel(null);
  }

  @Test
  void nothingThatLetsSomebodyInIsLogged(@TempDir Path spool) throws Exception {
    live();
    for (var call : calls(spool)) {
      for (var authorization : authorizations) {
        send(call, authorization, JSON.writeValueAsString(fields()));
      }
      send(call, "", "{\"email\":\"" + EMAIL + "\", not JSON: " + fields());
      send(call, "", JSON.writeValueAsString(fields()));
    }

    assertThat(lines.lines)
        .as("the test hears the most verbose log")
        .anyMatch(line -> line.startsWith("FINE "))
        .anyMatch(line -> line.contains("/auth/v1/account/login"))
        .anyMatch(line -> line.contains("refused sign-in from 127.0.0.1"));
    var found = new ArrayList<String>();
    secrets.forEach((name, secret) -> spellings(secret).forEach(spelling -> lines.lines.stream()
        .filter(line -> spelling.matcher(line).find())
        .findFirst()
        .ifPresent(line -> found.add(name + " in: " + line))));
    assertThat(found).isEmpty();
  }

  /** Uses the account as browsers, pages and phones do, and keeps whatever must be secret. */
  private void live() {
    var signedUp = client.signUp(EMAIL);
    keep("address", EMAIL);
    keep("authPW", signedUp.authPw());
    keep("wrapKb", signedUp.wrapKb());
    token("sessionToken", "fxs", signedUp.sessionToken());
    token("keyFetchToken", "fxk", signedUp.keyFetchToken());
    var session = client.withHawk(signedUp.sessionToken());
    keep("mailed code", code());
    session.post("/auth/v1/session/verify_code", Map.of("code", secret("mailed code")));
    refuseToLogIn();
    var proof = Map.of("authPW", signedUp.authPw());
    var step = session.post("/auth/v1/totp/create", proof).json();
    keep("seed", step.path("secret").asText());
    step.path("recoveryCodes").forEach(code -> keep("recovery code " + code, code.asText()));
    keep("recoveryKeyId", "00112233445566778899aabbccddeeff");
    keep("recoveryData", "sealed-recovery-data-of-this-test");
    session.post(
        "/auth/v1/recoveryKey",
        Map.of(
            "authPW", signedUp.authPw(),
            "recoveryKeyId", secret("recoveryKeyId"),
            "recoveryData", secret("recoveryData")));
    var started =
        session.post("/auth/v1/password/change/start", Map.of("oldAuthPW", signedUp.authPw()));
    token(
        "passwordChangeToken",
        "fxpc",
        started.json().path("passwordChangeToken").asText());
    client.post("/auth/v1/password/forgot/send_otp", Map.of("email", EMAIL));
    var reset = code();
    keep("reset code", reset);
    var redeemed =
        client.post("/auth/v1/password/forgot/verify_otp", Map.of("email", EMAIL, "code", reset));
    token("accountResetToken", "fxar", redeemed.json().path("accountResetToken").asText());
    grants(session);
  }

  private void refuseToLogIn() {
    keep("wrong authPW", "ab".repeat(32));
    client.post("/auth/v1/account/login", Map.of("email", EMAIL, "authPW", secret("wrong authPW")));
  }

  private void grants(AccountsClient session) {
    keep("code_verifier", "a-verifier-of-this-test-which-nobody-may-read-in-a-log");
    keep("keys_jwe", "c2VhbGVk.a2V5cw.b2Y.dGhpcw.dGVzdA");
    var authorized = session.post(
        "/auth/v1/oauth/authorization",
        Map.of(
            "client_id",
            DESKTOP,
            "response_type",
            "code",
            "access_type",
            "offline",
            "state",
            "state",
            "scope",
            SYNC + " profile",
            "code_challenge",
            challenge(secret("code_verifier")),
            "code_challenge_method",
            "S256",
            "keys_jwe",
            secret("keys_jwe")));
    keep("authorization code", authorized.json().path("code").asText());
    var bought = client.post(
        "/auth/v1/oauth/token",
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            DESKTOP,
            "code",
            secret("authorization code"),
            "code_verifier",
            secret("code_verifier")));
    bearer("access token", bought.json().path("access_token").asText());
    bearer("refresh token", bought.json().path("refresh_token").asText());
    var storage = client
        .withHeaders(Map.of(
            "Authorization",
            "Bearer " + secret("access token"),
            "X-KeyID",
            "1700000000123-ctu3M2x2eAAj-D2kw1Xy7g"))
        .get("/token/1.0/sync/1.5")
        .json();
    keep("storage token", storage.path("id").asText());
    keep("storage key", storage.path("key").asText());
    authorizations.add("Hawk id=\"%s\", ts=\"1\", nonce=\"n\", mac=\"bm9uZQ==\""
        .formatted(secret("storage token")));
  }

  private String code() {
    while (true) {
      var text = mail.next().text();
      if (text.matches("(?s).*\\n {4}[0-9]{6,8}\\r?\\n.*")) {
        return text.replaceAll("(?s).*\\n {4}([0-9]{6,8})\\r?\\n.*", "$1");
      }
    }
  }

  private void token(String kind, String prefix, String token) {
    keep(kind, token);
    var id = HEX.formatHex(Hkdf.derive(HEX.parseHex(token), KEY_WORD + kind, 32));
    keep(kind + " id", id);
    authorizations.add("Bearer " + prefix + "_" + id);
    authorizations.add("Hawk id=\"%s\", ts=\"%d\", nonce=\"n\", mac=\"bm9uZQ==\""
        .formatted(id, Clock.systemUTC().instant().getEpochSecond()));
  }

  private void bearer(String name, String token) {
    keep(name, token);
    authorizations.add("Bearer " + token);
    authorizations.add(
        "Basic " + Base64.getEncoder().encodeToString(("ada:" + token).getBytes(UTF_8)));
  }

  private void keep(String name, String secret) {
    assertThat(secret).as(name).isNotBlank();
    secrets.put(name, secret);
  }

  private String secret(String name) {
    return Objects.requireNonNull(secrets.get(name), name);
  }

  /** Returns every member that a body can have, with a secret in it. */
  private Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("email", EMAIL);
    fields.put("authPW", secret("authPW"));
    fields.put("authPWVersion2", secret("authPW"));
    fields.put("oldAuthPW", secret("authPW"));
    fields.put("wrapKbVersion2", secret("wrapKb"));
    fields.put("clientSalt", KEY_WORD + "quickStretchV2:" + "0".repeat(32));
    fields.put("code", secret("reset code"));
    fields.put("invitation", secret("sessionToken"));
    fields.put("recoveryKeyId", secret("recoveryKeyId"));
    fields.put("recoveryData", secret("recoveryData"));
    fields.put("token", secret("access token"));
    fields.put("access_token", secret("access token"));
    fields.put("refresh_token", secret("refresh token"));
    fields.put("subject_token", secret("refresh token"));
    fields.put("customSessionToken", secret("sessionToken"));
    fields.put("code_verifier", secret("code_verifier"));
    fields.put("keys_jwe", secret("keys_jwe"));
    fields.put("grant_type", "refresh_token");
    fields.put("client_id", DESKTOP);
    return fields;
  }

  private record Call(String method, String path) {}

  /** Returns every endpoint of the daemon, those last that end something. */
  private List<Call> calls(Path spool) {
    var calls = new ArrayList<Call>();
    try (var services = Services.open(config, Clock.systemUTC())) {
      var outgoing = new OutgoingHttp(MozillaParts.reach(config), "test");
      new Routes(config, services, outgoing, "test")
          .tables(new Spool(spool, 1024, 1024))
          .forEach(table -> table
              .mounts()
              .forEach(mount -> table.routes().forEach(route -> calls.add(call(mount, route)))));
      outgoing.close();
    }
    assertThat(calls).hasSizeGreaterThan(100);
    calls.sort(
        Comparator.comparing(call -> call.path().matches(".*(destroy|finish|reset|revoke).*")));
    return calls;
  }

  private Call call(String mount, Route route) {
    var path = route
        .template()
        .replace("{recoveryKeyId}", secret("recoveryKeyId"))
        .replaceAll("\\{[^}]*}", "1");
    return new Call(route.method(), mount + path);
  }

  private void send(Call call, String authorization, String body)
      throws IOException, InterruptedException {
    var query = "?access_token=" + secret("access token") + "&uid=" + secret("sessionToken id")
        + "&code=" + secret("authorization code");
    boolean hasBody = !call.method().equals("GET");
    var builder = HttpRequest.newBuilder(uri(call.path() + query))
        .method(
            call.method(),
            hasBody
                ? HttpRequest.BodyPublishers.ofString(body)
                : HttpRequest.BodyPublishers.noBody())
        .header("Content-Type", "application/json")
        .header("X-KeyID", "1700000000123-ctu3M2x2eAAj-D2kw1Xy7g");
    if (!authorization.isEmpty()) {
      builder.header("Authorization", authorization);
    }
    http.send(builder.build(), HttpResponse.BodyHandlers.discarding());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + daemon.addresses().get(0).getPort() + path);
  }

  /** Returns the ways in which a secret could be written. */
  private static Stream<Pattern> spellings(String secret) {
    var all = new ArrayList<String>();
    all.add(secret);
    all.add(URLEncoder.encode(secret, UTF_8));
    all.add(base64(secret.getBytes(UTF_8)));
    if (secret.matches("([0-9a-f]{2})+") && secret.length() >= 32) {
      all.add(base64(HEX.parseHex(secret)));
      all.add(Base64.getEncoder().encodeToString(HEX.parseHex(secret)));
    }
    // A code is short: it must not be found within a longer number.
    return all.stream()
        .map(text -> "(?<![0-9])" + Pattern.quote(text) + "(?![0-9])")
        .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    return base64(Sha256.of(verifier.getBytes(UTF_8)));
  }
}
