// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.hawk.HawkCredentials;
import firefoxsync.hawk.HawkHeader;
import firefoxsync.hawk.HawkMac;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.tls.TestCertificates;
import firefoxsync.token.SyncToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client of Sync storage that makes its own tokens, since it knows the master secret. */
public final class SigningClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final HttpClient HTTP_2 =
      HttpClient.newBuilder().sslContext(TestCertificates.trusting()).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TOKEN_SECONDS = 3600;
  private static final String MOUNT = "/1.5";

  private final InetSocketAddress address;
  private final PublicUrl publicUrl;
  private final MasterSecret master;
  private final Clock clock;
  private final long uid;
  private final String mount;
  private final boolean isSecure;

  /** An answer whose body is text. */
  public record Answer(int status, HttpResponse<String> http) {
    /** Returns the body. */
    public String body() {
      return http.body();
    }

    /** Returns the body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(http.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + http.body(), e);
      }
    }

    /** Returns a header, or an empty text. */
    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    /** Tells whether the header is there. */
    public boolean has(String name) {
      return http.headers().firstValue(name).isPresent();
    }

    /** Returns when the target was last changed. */
    public String lastModified() {
      return header("X-Last-Modified");
    }

    /** Returns the ids, or other texts, that the body lists. */
    public List<String> texts() {
      return texts(json());
    }

    /** Returns the texts of the member. */
    public List<String> texts(String member) {
      return texts(json().get(member));
    }

    private static List<String> texts(JsonNode array) {
      var texts = new ArrayList<String>();
      array.forEach(element -> texts.add(element.asText()));
      return texts;
    }
  }

  /** Takes where to connect to, and what the requests shall be signed with and for. */
  public SigningClient(
      InetSocketAddress address, PublicUrl publicUrl, MasterSecret master, Clock clock, long uid) {
    this(address, publicUrl, master, clock, uid, MOUNT, false);
  }

  private SigningClient(
      InetSocketAddress address,
      PublicUrl publicUrl,
      MasterSecret master,
      Clock clock,
      long uid,
      String mount,
      boolean isSecure) {
    this.address = address;
    this.publicUrl = publicUrl;
    this.master = master;
    this.clock = clock;
    this.uid = uid;
    this.mount = mount;
    this.isSecure = isSecure;
  }

  /** Returns the same user's client that asks below another mount than {@code /1.5}. */
  public SigningClient at(String otherMount) {
    return new SigningClient(address, publicUrl, master, clock, uid, otherMount, isSecure);
  }

  /** Returns the same user's client that asks over TLS, and over HTTP/2. */
  SigningClient overHttp2() {
    return new SigningClient(address, publicUrl, master, clock, uid, mount, true);
  }

  /** Returns the whole path that a path below the user's root has. */
  public String target(String path) {
    return mount + "/" + uid + path;
  }

  /** Returns the user. */
  public long uid() {
    return uid;
  }

  /** Asks for a path below the user's {@code api_endpoint}; headers are names and values in turn. */
  public Answer get(String path, String... headers) {
    return signed("GET", path, "", headers);
  }

  /** Puts a JSON text. */
  public Answer put(String path, String body, String... headers) {
    return signed("PUT", path, body, headers);
  }

  /** Posts a JSON text. */
  public Answer post(String path, String body, String... headers) {
    return signed("POST", path, body, headers);
  }

  /** Deletes. */
  public Answer delete(String path, String... headers) {
    return signed("DELETE", path, "", headers);
  }

  /** Sends any request, signed with a fresh token. */
  public Answer signed(String method, String path, String body, String... headers) {
    var target = target(path);
    return send(method, target, body, and(headers, "Authorization", authorization(method, target)));
  }

  /** Sends a request to the whole path as it is, without a signature. */
  public Answer send(String method, String target, String body, String... headers) {
    var origin =
        isSecure ? "https://localhost" : "http://" + address.getAddress().getHostAddress();
    var uri = URI.create(origin + ":" + address.getPort() + target);
    var request = HttpRequest.newBuilder(uri)
        .method(
            method,
            body.isEmpty() && !method.equals("POST")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(body.getBytes(UTF_8)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      var client = isSecure ? HTTP_2 : HTTP;
      var response = client.send(request.build(), BodyHandlers.ofString(UTF_8));
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns a header value for a token that lives an hour. */
  public String authorization(String method, String target) {
    return authorization(method, target, token(nowSeconds() + TOKEN_SECONDS), nowSeconds());
  }

  /** Returns a token of this user. */
  public SyncToken.Signed token(long expiresSeconds) {
    var ids = new SyncToken.MetricsIds("", "");
    return new SyncToken(
            uid, publicUrl.base(), expiresSeconds, "a1b2c3", "test" + uid, "0000000001234-qqo", ids)
        .sign(master);
  }

  /** Returns a header value for the token, by a clock of its own. */
  public String authorization(
      String method, String target, SyncToken.Signed token, long timestampSeconds) {
    return authorization(
        new HawkTarget(method, publicUrl.prefix() + target, publicUrl.host(), publicUrl.port()),
        token,
        timestampSeconds,
        Optional.empty());
  }

  /** Returns a header value for any target. */
  public static String authorization(
      HawkTarget target, SyncToken.Signed token, long timestampSeconds, Optional<String> hash) {
    var unsigned = new HawkHeader(
        token.id(),
        Long.toString(timestampSeconds),
        "abcDEF12",
        "",
        hash,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
    var mac = HawkMac.of(
        new HawkCredentials(token.id(), token.key().getBytes(US_ASCII)), unsigned, target);
    return "Hawk id=\"%s\", ts=\"%d\", nonce=\"abcDEF12\", mac=\"%s\"%s"
        .formatted(
            token.id(),
            timestampSeconds,
            mac,
            hash.map(text -> ", hash=\"" + text + "\"").orElse(""));
  }

  /** Returns the server's clock. */
  public long nowSeconds() {
    return clock.instant().getEpochSecond();
  }

  private static String[] and(String[] headers, String... more) {
    var all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }
}
