// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.MasterSecret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Another server of documents, from npm: fetched when it is first asked for, and run as it comes. */
final class Armadietto implements AutoCloseable {
  static final String VERSION = "0.6.6";

  private static final long START_NANOS_MAX = 60_000_000_000L;
  private static final String NAME = "bench";
  private static final String PASSWORD = "a password for benches";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Program program;
  private final Target target;
  private final DocumentOwner owner;

  private Armadietto(Program program, Target target, DocumentOwner owner) {
    this.program = program;
    this.target = target;
    this.owner = owner;
  }

  /** Starts it on an empty folder, with one person and her token. */
  static Armadietto start(Setting setting) throws IOException {
    var program = fetch();
    var folder = Files.createDirectories(setting.work().resolve("armadietto"));
    int port = freePort();
    var config = Files.writeString(
        folder.resolve("armadietto.json"),
        """
        {"allow_signup": true, "storage_path": "%1$s/storage", "cache_views": true,
         "http": {"host": "127.0.0.1", "port": %2$d},
         "https": {"enable": false, "force": false},
         "logging": {"log_dir": "%1$s/logs", "stdout": [], "log_files": ["error"]},
         "basePath": ""}
        """
            .formatted(folder, port));
    Files.createDirectories(folder.resolve("storage"));
    var running = Program.start(
        List.of("node", program.toString(), "-c", config.toString()), folder.resolve("log"));
    var target = new Target(
        URI.create("http://localhost:" + port), MasterSecret.of(List.of("there is none there")));
    try {
      awaitAnswer(target, running);
      return new Armadietto(running, target, owner(target));
    } catch (IOException e) {
      running.close();
      throw e;
    }
  }

  private static Path fetch() throws IOException {
    var home = Path.of(System.getenv("BENCH_FOLDER")).resolve("armadietto");
    var program = home.resolve("node_modules/armadietto/bin/armadietto.js");
    if (!Files.exists(program)) {
      Files.createDirectories(home);
      var command = List.of(
          "npm",
          "install",
          "--prefix",
          home.toString(),
          "--no-audit",
          "--no-fund",
          "--omit=dev",
          "armadietto@" + VERSION);
      try {
        int status = new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("npm.log").toFile())
            .start()
            .waitFor();
        if (status != 0) {
          throw new IOException("npm install ended with " + status + ", see " + home + "/npm.log");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    return program;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAnswer(Target target, Program program) throws IOException {
    long deadline = System.nanoTime() + START_NANOS_MAX;
    while (System.nanoTime() < deadline && program.isAlive()) {
      try {
        send(HttpRequest.newBuilder(target.base().resolve("/")).GET());
        return;
      } catch (IOException e) {
        pause();
      }
    }
    throw new IOException("armadietto does not answer");
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static DocumentOwner owner(Target target) throws IOException {
    var signUp = post(
        target,
        "/signup",
        Map.of("username", NAME, "email", "bench@example.org", "password", PASSWORD));
    var answer = post(
        target,
        "/oauth",
        Map.of(
            "username", NAME,
            "password", PASSWORD,
            "client_id", "http://localhost",
            "redirect_uri", "http://localhost/",
            "response_type", "token",
            "scope", "bench:rw",
            "allow", "Allow"));
    var location = answer.headers().firstValue("Location").orElse("");
    if (!location.contains("access_token=")) {
      throw new IOException(
          "no token: %d, then %d %s".formatted(signUp.statusCode(), answer.statusCode(), location));
    }
    var token = location.replaceAll(".*access_token=([^&]*).*", "$1");
    return new DocumentOwner("/storage/" + NAME, URLDecoder.decode(token, UTF_8));
  }

  private static HttpResponse<String> post(Target target, String path, Map<String, String> form)
      throws IOException {
    var body = form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
    return send(HttpRequest.newBuilder(target.base().resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  Target target() {
    return target;
  }

  DocumentOwner owner() {
    return owner;
  }

  long mostMemoryMiB() {
    return program.memoryMiB("VmHWM");
  }

  @Override
  public void close() {
    program.close();
  }
}
