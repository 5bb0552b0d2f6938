// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.config.PostgresqlSettings;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the program and PostgreSQL, understands as much of the wire protocol as it takes to
 * know a COMMIT, and loses connections at the worst moments.
 */
public final class LossyProxy implements AutoCloseable {
  /** The moment at which a connection is lost. */
  public enum Loss {
    /** Somewhere in the transaction. */
    BEFORE_COMMIT,
    /** The COMMIT was sent, and the server never got it. */
    COMMIT_NEVER_ARRIVES,
    /** The COMMIT was sent; the server gets it when everybody has given the connection up. */
    COMMIT_ARRIVES_LATE,
    /** The server has committed and says so in vain. */
    ANSWER_IS_LOST,
    /** The transaction ended well; only the pool has not heard yet that its connection is gone. */
    AFTER_ANSWER
  }

  /** Messages that end what the driver sends in one go. */
  private static final Set<Character> LAST_OF_GROUP = Set.of('S', 'Q', 'p', 'X', 'H', 'c', 'f');

  private final ServerSocket listening;
  private final int serverPort;
  private final Function<Boolean, @Nullable Loss> plan;
  private final CountDownLatch late = new CountDownLatch(1);
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  /**
   * Asks the plan at each statement that changes rows, and at each COMMIT, for which it is given
   * true, what to lose.
   */
  LossyProxy(int serverPort, Function<Boolean, @Nullable Loss> plan) throws IOException {
    this.serverPort = serverPort;
    this.plan = plan;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  /** Starts a proxy before the server that all tests share. */
  public static LossyProxy of(Function<Boolean, @Nullable Loss> plan) {
    try {
      return new LossyProxy(PostgresqlCluster.shared().port(), plan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the way to a database through here. */
  public PostgresqlSettings through(PostgresqlSettings settings) {
    return new PostgresqlSettings(
        "127.0.0.1:" + listening.getLocalPort(),
        settings.database(),
        settings.user(),
        Map.of("sslmode", "disable"),
        settings.password());
  }

  /** Delivers what was to arrive late. */
  public void deliver() {
    late.countDown();
  }

  private void accept() throws IOException {
    while (true) {
      var client = listening.accept();
      var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      open.add(server);
      var link = new Link(client, server);
      run(link::toServer);
      run(link::toClient);
    }
  }

  @Override
  public void close() throws IOException {
    deliver();
    listening.close();
    for (var socket : open) {
      socket.close();
    }
  }

  private interface Pump {
    void run() throws IOException;
  }

  private static void run(Pump pump) {
    var thread = new Thread(
        () -> {
          try {
            pump.run();
          } catch (IOException e) {
            // The connection is gone: that is what this class is for.
          }
        },
        "lossy-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private final Map<String, String> statements = new HashMap<>();

    // Mutable state
    private volatile @Nullable Loss loss;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void toServer() throws IOException {
      try {
        var in = new DataInputStream(client.getInputStream());
        int length = in.readInt();
        var startup = in.readNBytes(length - 4);
        server
            .getOutputStream()
            .write(ByteBuffer.allocate(length).putInt(length).put(startup).array());
        while (forwardGroup(in)) {
          // The next.
        }
      } finally {
        cut();
      }
    }

    /** Forwards all that belongs together, unless it shall be lost; tells whether to go on. */
    private boolean forwardGroup(DataInputStream in) throws IOException {
      var group = new ByteArrayOutputStream();
      boolean commits = false;
      boolean changes = false;
      char type;
      do {
        type = (char) in.readUnsignedByte();
        int length = in.readInt();
        var body = in.readNBytes(length - 4);
        group.write(ByteBuffer.allocate(length + 1)
            .put((byte) type)
            .putInt(length)
            .put(body)
            .array());
        var sql = sql(type, body);
        commits |= sql.equals("COMMIT");
        changes |= sql.startsWith("INSERT") || sql.startsWith("UPDATE");
      } while (!LAST_OF_GROUP.contains(type));
      var chosen = commits || changes ? plan.apply(commits) : null;
      if (chosen == null) {
        server.getOutputStream().write(group.toByteArray());
        return true;
      }
      return lose(chosen, group.toByteArray());
    }

    private boolean lose(Loss chosen, byte[] group) throws IOException {
      switch (chosen) {
        case BEFORE_COMMIT, COMMIT_NEVER_ARRIVES -> {
          return false;
        }
        case COMMIT_ARRIVES_LATE -> {
          client.close();
          await();
          server.getOutputStream().write(group);
          return false;
        }
        case ANSWER_IS_LOST, AFTER_ANSWER -> {
          loss = chosen;
          server.getOutputStream().write(group);
          return true;
        }
      }
      throw new AssertionError(chosen);
    }

    private void await() {
      try {
        late.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Returns what a message runs, or nothing. */
    private String sql(char type, byte[] body) {
      var texts = new String(body, UTF_8).split("\0", -1);
      return switch (type) {
        case 'Q' -> texts[0];
        case 'P' -> {
          statements.put(texts[0], texts[1].strip());
          yield "";
        }
        case 'B' -> statements.getOrDefault(texts[1], "");
        default -> "";
      };
    }

    void toClient() throws IOException {
      try {
        var in = new DataInputStream(server.getInputStream());
        while (true) {
          char type = (char) in.readUnsignedByte();
          int length = in.readInt();
          var body = in.readNBytes(length - 4);
          if (loss == Loss.ANSWER_IS_LOST) {
            // It has committed before it says anything.
            return;
          }
          client
              .getOutputStream()
              .write(ByteBuffer.allocate(length + 1)
                  .put((byte) type)
                  .putInt(length)
                  .put(body)
                  .array());
          if (type == 'Z' && loss == Loss.AFTER_ANSWER) {
            return;
          }
        }
      } finally {
        if (!client.isClosed()) {
          cut();
        }
      }
    }

    private void cut() throws IOException {
      client.close();
      server.close();
    }
  }
}
