// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Daemon;
import firefoxsync.config.Config;
import firefoxsync.doctor.BuildDate;
import firefoxsync.doctor.TimeServer;
import firefoxsync.ops.JournalLog;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync serve}: runs the daemon until a signal ends it. */
@Command(name = ServeCommand.NAME, description = "Runs the daemon.")
final class ServeCommand implements Runnable {
  static final String NAME = "serve";

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Option(
      names = "--exit-after-start",
      description =
          "Asks itself for what browsers ask first, and stops; for building the class-data archive.")
  private boolean exitAfterStart;

  @Override
  public void run() {
    if (exitAfterStart) {
      try (var daemon = start(root.config())) {
        FirstRequests.ask(daemon.addresses());
      }
      return;
    }
    serve(root.config());
  }

  /** Serves until a signal ends the process. */
  static void serve(Config config) {
    var daemon = start(config);
    askForTheClock();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon), "stop"));
    awaitSignal();
  }

  private static Daemon start(Config config) {
    JournalLog.install(config.log().level());
    BuildDate.complaint(Clock.systemUTC()).ifPresent(LOG::warn);
    return Daemon.start(config, Clock.systemUTC(), Version.text(), System.getenv());
  }

  /** The system may take its time to answer, and the daemon does not wait for that. */
  private static void askForTheClock() {
    var thread = new Thread(() -> TimeServer.ofThisMachine().complaint().ifPresent(LOG::warn));
    thread.setName("clock");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends with success, where Java would tell the signal's number, 143. */
  private static void stop(Daemon daemon) {
    daemon.close();
    Runtime.getRuntime().halt(0);
  }

  private static void awaitSignal() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
