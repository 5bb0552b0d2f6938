// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PostgresqlSettings;
import firefoxsync.config.SecretLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * A private PostgreSQL server made of Debian's binaries. It ends with this process, however that
 * ends. Where there is no PostgreSQL the tests fail, unless {@code -Dpostgresql.skip=true} says that
 * they need not run.
 */
public final class PostgresqlCluster implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String PASSWORD = "a password for tests";
  private static final String USER = "tests";
  private static final String TEMPLATE = "migrated";

  private final Process process;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresqlCluster(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Returns the one that all tests of this process share. */
  public static PostgresqlCluster shared() {
    abortWhenSkipped();
    return Shared.CLUSTER;
  }

  private static final class Shared {
    static final PostgresqlCluster CLUSTER = start();
  }

  /** Starts one more, for a test that is rough with it. */
  static PostgresqlCluster start() {
    abortWhenSkipped();
    try {
      int port = freePort();
      var process =
          new ProcessBuilder(command(port)).redirectError(Redirect.INHERIT).start();
      var cluster = new PostgresqlCluster(process, port);
      cluster.awaitAnswers();
      cluster.makeTemplate();
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void abortWhenSkipped() {
    if (Boolean.getBoolean("postgresql.skip")) {
      throw new TestAbortedException("-Dpostgresql.skip=true");
    }
  }

  private static List<String> command(int port) throws IOException {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      // The server refuses to run as root.
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
    }
    try (var script = PostgresqlCluster.class.getResourceAsStream("cluster.sh")) {
      command.addAll(List.of("sh", "-c", new String(script.readAllBytes(), UTF_8), "cluster.sh"));
    }
    command.addAll(List.of(binaries().toString(), Integer.toString(port), PASSWORD));
    return command;
  }

  private static Path binaries() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      throw new IllegalStateException(
          "PostgreSQL is missing: apt-get install postgresql, or skip its tests by -Dpostgresql.skip=true");
    }
    try (var versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Stops the server as a crash would, and starts it again. */
  void restart() throws IOException {
    process.getOutputStream().write("restart\n".getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  void awaitAnswers() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("PostgreSQL did not start");
          }
          connect("postgres").close();
          return true;
        });
  }

  private void makeTemplate() {
    execute("CREATE DATABASE " + TEMPLATE);
    PostgresqlDatabase.open(settings(TEMPLATE), Clock.systemUTC()).close();
  }

  /** Makes a database with the program's tables. */
  public PostgresqlSettings newDatabase() {
    return newDatabase(TEMPLATE);
  }

  /** Makes a database without any table. */
  public PostgresqlSettings newEmptyDatabase() {
    return newDatabase("template0");
  }

  private PostgresqlSettings newDatabase(String template) {
    var name = "test" + databases.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return settings(name);
  }

  /** Removes a database, whoever still uses it. */
  public void drop(PostgresqlSettings settings) {
    execute("DROP DATABASE " + settings.database() + " WITH (FORCE)");
  }

  private PostgresqlSettings settings(String database) {
    return new PostgresqlSettings(
        "127.0.0.1:" + port, database, USER, Map.of(), new SecretLines(List.of(PASSWORD)));
  }

  /** Returns the configuration's lines for a database; the password goes to a file of its own. */
  public static String toml(PostgresqlSettings settings, Path directory) throws IOException {
    var file = Files.writeString(directory.resolve("database.password"), PASSWORD + "\n");
    return "url = \"postgresql://%s\"\npassword_file = \"%s\"\n".formatted(settings.place(), file);
  }

  /** Opens a connection past all that is to be tested. */
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
  }

  private void execute(String sql) {
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
