// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.Hkdf;
import firefoxsync.crypto.Secrets;
import firefoxsync.hawk.HawkCredentials;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkMac;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.PayloadHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Firefox and the sign-in page do towards the accounts server, written from the protocol and
 * not from our code. The stretching of the password is left out: authPW is random.
 */
public final class AccountsClient {
  private static final String KEY_WORD = "identity.mozilla.com/picl/v1/";
  private static final HexFormat HEX = HexFormat.of();

  /** What the server answered; {@code json} is null when the body is none. */
  public record Answer(int status, HttpResponse<String> raw, JsonNode json) {
    /** Returns the number by which clients know an error. */
    public int errno() {
      return json.path("errno").asInt();
    }

    /** Returns the first value of a header. */
    public Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }
  }

  /** What a browser keeps of an account that it made. */
  public record SignedUp(String email, String authPw, String wrapKb, String salt, Answer answer) {
    /** Returns the account's id. */
    public String uid() {
      return answer.json().path("uid").asText();
    }

    /** Returns the session token, which is no credential before it is derived. */
    public String sessionToken() {
      return answer.json().path("sessionToken").asText();
    }

    /** Returns the token for the keys. */
    public String keyFetchToken() {
      return answer.json().path("keyFetchToken").asText();
    }
  }

  /** A request that is to be signed: method, path with query, and body when there is one. */
  record Unsigned(String method, String path, @Nullable String body) {}

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final PublicUrl publicUrl;
  private final Clock clock;
  private final Secrets secrets = new Secrets();
  private final BiFunction<AccountsClient, Unsigned, Map<String, String>> proof;

  /** Takes where the server listens, the URL that requests are signed for, and the time. */
  public AccountsClient(URI server, PublicUrl publicUrl, Clock clock) {
    this(server, publicUrl, clock, (client, request) -> Map.of());
  }

  private AccountsClient(
      URI server,
      PublicUrl publicUrl,
      Clock clock,
      BiFunction<AccountsClient, Unsigned, Map<String, String>> proof) {
    this.server = server;
    this.publicUrl = publicUrl;
    this.clock = clock;
    this.proof = proof;
  }

  /** Returns this client signing with a session token by HAWK, as desktop does. */
  public AccountsClient withHawk(String sessionToken) {
    return withHawk("sessionToken", sessionToken);
  }

  /** Returns this client signing with a token of some kind. */
  public AccountsClient withHawk(String kind, String token) {
    return with((client, request) -> Map.of("Authorization", client.hawk(kind, token, request)));
  }

  /** Returns this client naming a session token as bearer, as mobile does. */
  public AccountsClient withBearer(String sessionToken) {
    return withHeader(
        "Authorization", "Bearer fxs_" + HEX.formatHex(id("sessionToken", sessionToken)));
  }

  /** Returns this client sending a header of its own. */
  public AccountsClient withHeader(String name, String value) {
    return withHeaders(Map.of(name, value));
  }

  /** Returns this client sending headers of its own. */
  public AccountsClient withHeaders(Map<String, String> headers) {
    return with((client, request) -> headers);
  }

  /** Returns this client with another idea of the time. */
  public AccountsClient at(Clock otherClock) {
    return new AccountsClient(server, publicUrl, otherClock, proof);
  }

  /** Returns this client signing for another URL than the server's. */
  AccountsClient signingFor(PublicUrl otherUrl) {
    return new AccountsClient(server, otherUrl, clock, proof);
  }

  private AccountsClient with(BiFunction<AccountsClient, Unsigned, Map<String, String>> other) {
    return new AccountsClient(server, publicUrl, clock, other);
  }

  /** Makes an account as the sign-up page does. */
  public SignedUp signUp(String email) {
    var authPw = secrets.hex(32);
    var wrapKb = secrets.hex(32);
    var salt = KEY_WORD + "quickStretchV2:" + secrets.hex(16);
    var answer = post(
        "/auth/v1/account/create?keys=true",
        Map.of(
            "email", email,
            "authPWVersion2", authPw,
            "wrapKbVersion2", wrapKb,
            "clientSalt", salt));
    return new SignedUp(email, authPw, wrapKb, salt, answer);
  }

  /** Signs in again. */
  public Answer login(SignedUp account) {
    return post(
        "/auth/v1/account/login?keys=true",
        Map.of("email", account.email(), "authPW", account.authPw()));
  }

  /** Sends a GET. */
  public Answer get(String path) {
    return send(new Unsigned("GET", path, null));
  }

  /** Sends a POST with the value as JSON. */
  public Answer post(String path, Object body) {
    try {
      return postText(path, JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a POST with the text as it is. */
  public Answer postText(String path, String body) {
    return send(new Unsigned("POST", path, body));
  }

  /** Sends the second body with the signature of the first. */
  Answer postForged(String path, String signed, String sent) {
    return send(
        new Unsigned("POST", path, sent), proof.apply(this, new Unsigned("POST", path, signed)));
  }

  private Answer send(Unsigned request) {
    return send(request, proof.apply(this, request));
  }

  private Answer send(Unsigned request, Map<String, String> headers) {
    var body = request.body() == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(request.body());
    var builder = HttpRequest.newBuilder(URI.create(server + request.path()))
        .method(request.method(), body)
        .header("User-Agent", "Firefox/153.0");
    if (request.body() != null) {
      builder.header("Content-Type", "application/json; charset=utf-8");
    }
    headers.forEach(builder::header);
    try {
      var raw = HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofString());
      var isJson = raw.headers()
          .firstValue("Content-Type")
          .filter("application/json"::equals)
          .isPresent();
      return new Answer(
          raw.statusCode(), raw, isJson ? JSON.readTree(raw.body()) : JSON.nullNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the id that a token's requests name. */
  static byte[] id(String kind, String token) {
    return part(kind, token, 0);
  }

  /** Opens a key bundle; returns kA and wrapKB one after another, in hexadecimal digits. */
  public static String openBundle(String keyFetchToken, String bundle) {
    var keys = Hkdf.derive(part("keyFetchToken", keyFetchToken, 2), KEY_WORD + "account/keys", 96);
    var sealed = HEX.parseHex(bundle);
    var open = new byte[64];
    for (int i = 0; i < open.length; i++) {
      open[i] = (byte) (sealed[i] ^ keys[32 + i]);
    }
    return HEX.formatHex(open);
  }

  private static byte[] part(String kind, String token, int index) {
    var derived = Hkdf.derive(HEX.parseHex(token), KEY_WORD + kind, 96);
    return Arrays.copyOfRange(derived, 32 * index, 32 * (index + 1));
  }

  private String hawk(String kind, String token, Unsigned request) {
    var id = HEX.formatHex(id(kind, token));
    var hash = Optional.ofNullable(request.body())
        .map(body -> PayloadHash.of("application/json", body.getBytes(UTF_8)));
    var unsigned = new HawkHeader(
        id,
        Long.toString(clock.instant().getEpochSecond()),
        secrets.hex(4),
        "",
        hash,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
    var target = new HawkTarget(
        request.method(), publicUrl.prefix() + request.path(), publicUrl.host(), publicUrl.port());
    var attributes = new LinkedHashMap<String, String>();
    attributes.put("id", id);
    attributes.put("ts", unsigned.timestamp());
    attributes.put("nonce", unsigned.nonce());
    hash.ifPresent(value -> attributes.put("hash", value));
    attributes.put(
        "mac", HawkMac.of(new HawkCredentials(id, part(kind, token, 1)), unsigned, target));
    var text = new StringBuilder("Hawk ");
    attributes.forEach((name, value) -> text.append(text.length() > 5 ? ", " : "")
        .append(name)
        .append("=\"")
        .append(value)
        .append('"'));
    return text.toString();
  }
}
