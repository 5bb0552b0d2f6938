// SPDX-License-Identifier: MPL-2.0
package firefoxsync.cli;

import firefoxsync.Daemon;
import firefoxsync.doctor.BuildDate;
import firefoxsync.ops.JournalLog;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code firefox-sync serve}: runs the daemon until a signal ends it. */
@Command(name = "serve", description = "Runs the daemon.")
final class ServeCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @ParentCommand
  private FirefoxSync root = new FirefoxSync();

  @Option(
      names = "--exit-after-start",
      description = "Stops as soon as requests are answered; for building the class-data archive.")
  private boolean exitAfterStart;

  @Override
  public void run() {
    var config = root.config();
    JournalLog.install(config.log().level());
    BuildDate.complaint(Clock.systemUTC()).ifPresent(LOG::warn);
    var daemon = Daemon.start(config, Clock.systemUTC(), Version.text(), System.getenv());
    if (exitAfterStart) {
      daemon.close();
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon), "stop"));
    awaitSignal();
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
