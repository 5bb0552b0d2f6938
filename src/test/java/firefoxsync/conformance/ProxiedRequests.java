// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import firefoxsync.config.PublicUrl;
import firefoxsync.crypto.MasterSecret;
import firefoxsync.hawk.HawkTarget;
import firefoxsync.hawk.PayloadHash;
import firefoxsync.token.SyncToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks an installed daemon through whatever stands in front of it, with every kind of request that a
 * proxy might change on the way. Each must come out as it was signed.
 *
 * <p>Arguments: the address to connect to, the public URL to sign for, the file of the master secret,
 * and that of the certificate to believe. Ends with 1 when something was not as it should be.
 */
public final class ProxiedRequests {
  private static final int UPLOAD_BYTES = 1_900_000;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final String TYPE = "application/json";

  private final SSLContext tls;
  private final HttpClient client;
  private final String entrance;
  private final PublicUrl publicUrl;
  private final MasterSecret master;
  private final Clock clock = Clock.systemUTC();
  private final long uid = 1_000_000 + ProcessHandle.current().pid();
  private int failures;

  private ProxiedRequests(
      String entrance, PublicUrl publicUrl, MasterSecret master, SSLContext tls) {
    this.entrance = entrance;
    this.publicUrl = publicUrl;
    this.master = master;
    this.tls = tls;
    this.client = HttpClient.newBuilder().sslContext(tls).build();
  }

  /** Runs every request. */
  public static void main(String[] arguments) throws Exception {
    var secret = Files.readString(Path.of(arguments[2])).strip();
    var requests = new ProxiedRequests(
        arguments[0],
        PublicUrl.parse(arguments[1]),
        MasterSecret.of(List.of(secret)),
        trusting(Path.of(arguments[3])));
    requests.all();
    if (requests.failures > 0) {
      throw new AssertionError(requests.failures + " were not as they should be");
    }
  }

  private void all() throws Exception {
    var item = "{\"payload\":\"something\"}";
    expect(200, "a body", send("PUT", "/storage/bookmarks/one", item));
    expect(200, "an id in percent signs", send("PUT", "/storage/bookmarks/%7Ba%2Bb%7D", item));
    expect(200, "a slash in an id", send("PUT", "/storage/bookmarks/a%2Fb%20c", item));
    var listed =
        send("GET", "/storage/bookmarks?full=1&newer=0.00&ids=one%2C%7Ba%2Bb%7D,a%2Fb%20c", "");
    expect(200, "a query", listed);
    for (var id : List.of("one", "{a+b}", "a/b c")) {
      tell("the item " + id, listed.body().contains("\"id\":\"" + id + "\""));
    }
    expect(200, "a body after 100-continue", waiting("PUT", "/storage/bookmarks/two", item));
    var upload = upload();
    expect(
        200,
        "an upload of " + upload.length() + " bytes",
        send("POST", "/storage/history", upload));
    expect(200, "the same after 100-continue", waiting("POST", "/storage/history", upload));
    var back = send("GET", "/storage/history?full=1", "");
    tell("the upload coming back", back.statusCode() == 200 && back.body().length() > UPLOAD_BYTES);
    expect(401, "no signature", plain("/storage/bookmarks"));
    expect(200, "a delete", send("DELETE", "/storage/bookmarks?ids=one,two", ""));
    System.out.println("protocol: " + back.version());
  }

  private static String upload() {
    var text = new StringBuilder("[");
    int each = UPLOAD_BYTES / 20;
    for (int i = 0; i < 20; i++) {
      text.append(i == 0 ? "" : ",")
          .append("{\"id\":\"long%02d\",\"payload\":\"%s\"}".formatted(i, "x".repeat(each)));
    }
    return text.append("]").toString();
  }

  private HttpResponse<String> plain(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request = request(path)
        .header("Authorization", signature(method, path, body))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", TYPE);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends the body only after "continue", which Java's own client does not do well; returns the status. */
  private int waiting(String method, String path, String body) throws Exception {
    var uri = uri(path);
    try (var socket = tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var out = socket.getOutputStream();
      var head = "%s %s HTTP/1.1\r\nHost: %s\r\nExpect: 100-continue\r\nConnection: close\r\n"
              .formatted(method, uri.getRawPath(), uri.getHost())
          + "Authorization: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(signature(method, path, body), TYPE, body.length());
      out.write(head.getBytes(US_ASCII));
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      int status = status(in);
      if (status == 100) {
        out.write(body.getBytes(US_ASCII));
        // Caddy says it twice: once by itself, once as it is told.
        do {
          status = status(in);
        } while (status == 100);
      }
      return status;
    }
  }

  private static int status(BufferedReader in) throws IOException {
    int status = Integer.parseInt(in.readLine().split(" ", 3)[1]);
    while (!in.readLine().isEmpty()) {
      // The fields do not matter here.
    }
    return status;
  }

  private String signature(String method, String path, String body) {
    var hash = body.isEmpty()
        ? Optional.<String>empty()
        : Optional.of(PayloadHash.of(TYPE, body.getBytes(US_ASCII)));
    var target = publicUrl.prefix() + "/1.5/" + uid + path;
    long now = clock.instant().getEpochSecond();
    return SigningClient.authorization(
        new HawkTarget(method, target, publicUrl.host(), publicUrl.port()), token(now), now, hash);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMillis(PATIENCE_MILLIS));
  }

  private URI uri(String path) {
    return URI.create(entrance + "/1.5/" + uid + path);
  }

  private SyncToken.Signed token(long now) {
    var ids = new SyncToken.MetricsIds("", "");
    return new SyncToken(
            uid, publicUrl.base(), now + 600, "a1b2c3", "test" + uid, "0000000001234-qqo", ids)
        .sign(master);
  }

  private void expect(int status, String what, HttpResponse<String> answer) {
    expect(status, what, answer.statusCode());
  }

  private void expect(int status, String what, int answered) {
    tell(what + ": " + answered, answered == status);
  }

  private void tell(String what, boolean isFine) {
    System.out.println((isFine ? "ok      " : "WRONG   ") + what);
    failures += isFine ? 0 : 1;
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    var known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "proxy", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(known);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
