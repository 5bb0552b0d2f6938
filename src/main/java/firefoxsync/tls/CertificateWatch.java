// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the files were renewed. The texts are compared, not times: links that point elsewhere,
 * copies that keep their date and clocks that jump are noticed, too. Has a thread of its own.
 */
public final class CertificateWatch implements AutoCloseable {
  /** How often the daemon looks. */
  public static final Duration EVERY = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

  private final CertificateFiles files;
  private final Consumer<CertificatePair> renewed;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "certificate-watch"));

  // Mutable state, guarded by this
  private CertificateFiles.Texts used;
  private String complaint = "";

  /**
   * Reads the pair, hands it on, and again whenever it has changed and can be used.
   *
   * @throws UnusableCertificateException when the first pair cannot be used; nothing is watched then
   */
  public CertificateWatch(
      CertificateFiles files, Duration every, Consumer<CertificatePair> renewed) {
    this.files = files;
    this.renewed = renewed;
    this.used = files.texts();
    renewed.accept(CertificatePair.of(used));
    var unused = thread.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks no more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Looks now. */
  synchronized void look() {
    try {
      var now = files.texts();
      if (!now.equals(used)) {
        var pair = CertificatePair.of(now);
        renewed.accept(pair);
        used = now;
        log.info("the certificate was renewed: {}", pair);
      }
      complaint = "";
    } catch (UnusableCertificateException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      complain(e.toString());
    }
  }

  /** Says so once; the same reason is no news the next time. */
  private void complain(String reason) {
    if (!reason.equals(complaint)) {
      log.error("the renewed certificate is not used, the old one stays: {}", reason);
      complaint = reason;
    }
  }
}
