// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on this machine that speaks SMTP (RFC 5321) and keeps what it is handed. */
public final class MailServerStandIn implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** How connections begin. */
  enum Greeting {
    CLEAR,
    STARTTLS,
    TLS
  }

  /** A letter as it came: from whom, to whom, and its source. */
  public record Received(String from, String to, String source, boolean isEncrypted) {
    /** Returns the words of the letter. */
    public String text() {
      try {
        var message =
            new MimeMessage((Session) null, new ByteArrayInputStream(source.getBytes(ISO_8859_1)));
        return (String) message.getContent();
      } catch (MessagingException | IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Returns a header in clear words. */
    public String header(String name) {
      try {
        var message =
            new MimeMessage((Session) null, new ByteArrayInputStream(source.getBytes(ISO_8859_1)));
        return name.equals("Subject") ? message.getSubject() : message.getHeader(name, null);
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final Greeting greeting;
  private final @Nullable SSLContext tls;

  /** Starts one that encrypts nothing. */
  public MailServerStandIn() throws IOException {
    this(Greeting.CLEAR, null);
  }

  MailServerStandIn(Greeting greeting, @Nullable SSLContext tls) throws IOException {
    this.greeting = greeting;
    this.tls = tls;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Returns where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Says this in place of taking the next letter, such as {@code 451 later}; calls line up. */
  void refuseNext(String answer) {
    refusals.add(answer);
  }

  /** Returns who showed a name and password, as {@code name:password}. */
  List<String> logins() {
    return logins;
  }

  /** Waits for the next letter. */
  public Received next() {
    try {
      var next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no letter came");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Tells whether a letter came that nobody looked at. */
  public boolean hasMore() {
    return !received.isEmpty();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var begun = greeting == Greeting.TLS ? encrypted(socket) : socket;
      new Conversation(begun).run();
    } catch (IOException e) {
      // The other side went away.
    }
  }

  private SSLSocket encrypted(Socket socket) throws IOException {
    if (tls == null) {
      throw new IllegalStateException("no certificate");
    }
    var over = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    over.setUseClientMode(false);
    return over;
  }

  /** One connection, from the greeting to its end. */
  private final class Conversation {
    private Socket socket;
    private BufferedReader in;
    private OutputStream out;
    private String from = "";
    private String to = "";

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      this.in = reader(socket);
      this.out = socket.getOutputStream();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    void run() throws IOException {
      say("220 ready");
      String line;
      while ((line = in.readLine()) != null) {
        if (!answer(line)) {
          return;
        }
      }
    }

    private boolean answer(String line) throws IOException {
      var word = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      switch (word) {
        case "EHLO" -> hello();
        case "STARTTLS" -> {
          say("220 go on");
          socket = encrypted(socket);
          in = reader(socket);
          out = socket.getOutputStream();
        }
        case "AUTH" -> login(line);
        case "MAIL" -> {
          from = line.replaceAll(".*<(.*)>.*", "$1");
          say("250 ok");
        }
        case "RCPT" -> {
          to = line.replaceAll(".*<(.*)>.*", "$1");
          var refusal = refusals.poll();
          say(refusal == null ? "250 ok" : refusal);
        }
        case "DATA" -> data();
        case "QUIT" -> {
          say("221 bye");
          return false;
        }
        default -> say("250 ok");
      }
      return true;
    }

    private void hello() throws IOException {
      boolean mayEncrypt = greeting == Greeting.STARTTLS && !(socket instanceof SSLSocket);
      say("250-here");
      say(mayEncrypt ? "250 STARTTLS" : "250 AUTH PLAIN");
    }

    private void login(String line) throws IOException {
      var words = line.split(" ", -1);
      var sent = words.length > 2 ? words[2] : ask();
      var parts = new String(Base64.getDecoder().decode(sent), UTF_8).split("\0", -1);
      logins.add(parts[1] + ":" + parts[2]);
      say("235 welcome");
    }

    private String ask() throws IOException {
      say("334 ");
      return in.readLine();
    }

    private void data() throws IOException {
      say("354 go on");
      var source = new StringBuilder();
      for (var line = in.readLine(); !line.equals("."); line = in.readLine()) {
        source.append(line).append("\r\n");
      }
      received.add(new Received(from, to, source.toString(), socket instanceof SSLSocket));
      say("250 taken");
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
