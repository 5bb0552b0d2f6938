// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.config.Config;
import firefoxsync.config.DatabaseSettings;
import firefoxsync.config.PostgresqlSettings;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.outgoing.OutgoingHttp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All that the doctor looks at, in the order of telling. */
public final class Doctor {
  private final Config config;
  private final Path configFile;
  private final Clock clock;
  private final OutgoingHttp outgoing;

  /** Takes what was configured, where, and through whom the public URL may be asked. */
  public Doctor(Config config, Path configFile, Clock clock, OutgoingHttp outgoing) {
    this.config = config;
    this.configFile = configFile;
    this.clock = clock;
    this.outgoing = outgoing;
  }

  /** Looks; thorough is slow with a large database. */
  public List<Finding> examine(boolean thorough) {
    var findings = new ArrayList<Finding>();
    findings.add(Finding.fine("configuration: " + configFile + ", no mistakes"));
    findings.addAll(FileExam.secret(configFile));
    if (config.database() instanceof DatabaseSettings.Embedded embedded) {
      findings.addAll(examine(embedded, thorough));
    } else if (config.database() instanceof PostgresqlSettings server) {
      findings.addAll(new ServerExam(server, clock).examine());
    }
    findings.addAll(new ClockExam(clock).examine());
    if (config.tls() != null) {
      findings.addAll(new CertificateExam(config.tls(), config.publicUrl(), clock).examine());
    }
    findings.add(new OutsideExam("public_url", config.publicUrl(), outgoing).examine());
    var documents = config.remoteStorage().origin();
    if (config.remoteStorage().enabled() && documents != null) {
      var address = PublicUrl.parse(documents.toString());
      findings.add(new OutsideExam("remotestorage.origin", address, outgoing).examine());
    }
    return findings;
  }

  private List<Finding> examine(DatabaseSettings.Embedded embedded, boolean thorough) {
    var file = embedded.file().toAbsolutePath();
    var findings = new ArrayList<>(FileExam.database(file));
    if (Files.exists(file)) {
      findings.addAll(new DatabaseExam(embedded, clock).examine(thorough));
    }
    return findings;
  }
}
