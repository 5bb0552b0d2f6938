// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The remoteStorage server of those who made the protocol, as npm has it, in a process of its own on
 * the loopback: its people sign up and let apps in by its own pages.
 */
final class Armadietto implements StorageElsewhere {
  private static final String VERSION = "0.6.6";
  private static final String PASSWORD = "correct horse battery";
  private static final String USER = "ann";

  private final Path directory;
  private final int port;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  private Armadietto(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Starts it with one person, and a token that opens what Sync may have of her storage. */
  static Armadietto start(String name) throws IOException {
    var program = Npm.fetch("armadietto", VERSION).resolve("bin/armadietto.js");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var directory = Files.createTempDirectory("armadietto");
    var conf = Files.writeString(directory.resolve("conf.json"), conf(directory, port), UTF_8);
    var log = Artifacts.DIRECTORY.resolve("armadietto").resolve(name + ".log");
    Files.createDirectories(log.getParent());
    var process = new ProcessBuilder("node", program.toString(), "-c", conf.toString())
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    var started = new Armadietto(directory, port, process);
    try {
      Patience.until("armadietto's first answer; see " + log, started::answers);
      started.add(USER);
      Files.writeString(directory.resolve("token"), started.newToken(USER), UTF_8);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private static String conf(Path directory, int port) {
    return """
        {
          "allow_signup": true,
          "storage_path": "%1$s/storage",
          "cache_views": true,
          "http": { "host": "127.0.0.1", "port": %2$d },
          "https": { "enable": false, "force": false },
          "logging": { "log_dir": "%1$s/logs", "stdout": ["warn"], "log_files": [] },
          "basePath": ""
        }
        """
        .formatted(directory, port);
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("armadietto ended with " + process.exitValue());
    }
    try {
      return send(HttpRequest.newBuilder(url("/")).GET()).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Signs one more person up, as its page does. */
  void add(String user) {
    var answer = post(
        "/signup", Map.of("username", user, "email", user + "@example.org", "password", PASSWORD));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("the sign-up answered " + answer.statusCode());
    }
  }

  /** Has the person let Sync in, as its dialog does, and returns what opens her storage. */
  String newToken(String user) {
    var asked = new TreeMap<>(Map.of("client_id", "https://sync.example.org"));
    asked.put("redirect_uri", "https://sync.example.org/settings/storage-elsewhere");
    asked.put("response_type", "token");
    asked.put("scope", "fxsync:rw");
    asked.put("state", "here");
    asked.put("username", user);
    asked.put("password", PASSWORD);
    asked.put("allow", "Allow");
    var answer = post("/oauth", asked);
    var back = answer
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .orElseThrow(() -> new IllegalStateException("the dialog answered " + answer.statusCode()));
    return Arrays.stream(back.getRawFragment().split("&"))
        .filter(field -> field.startsWith("access_token="))
        .map(field -> URLDecoder.decode(field.substring(field.indexOf('=') + 1), UTF_8))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the dialog gave no token"));
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) {
    var form = fields.entrySet().stream()
        .map(field -> URLEncoder.encode(field.getKey(), UTF_8)
            + "="
            + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
    return send(HttpRequest.newBuilder(url(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Returns the storage root of a person. */
  URI root(String user) {
    return url("/storage/" + user);
  }

  @Override
  public String address() {
    return USER + "@localhost:" + port;
  }

  @Override
  public String root() {
    return "http://localhost:" + port + "/storage/" + USER;
  }

  @Override
  public String token() {
    return directory.resolve("token").toString();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    Patience.until("armadietto is gone", () -> !process.isAlive());
  }

  @Override
  public void close() {
    kill();
    Artifacts.delete(directory);
  }
}
