// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import firefoxsync.config.PublicUrl;
import firefoxsync.config.TlsSettings;
import firefoxsync.tls.CertificateFiles;
import firefoxsync.tls.CertificateRemarks;
import firefoxsync.tls.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Whether TLS works with the certificate, and whether browsers will take it. */
final class CertificateExam {
  private final TlsSettings settings;
  private final PublicUrl publicUrl;
  private final Clock clock;

  CertificateExam(TlsSettings settings, PublicUrl publicUrl, Clock clock) {
    this.settings = settings;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  List<Finding> examine() {
    try {
      var pair = CertificateFiles.of(settings).read();
      var findings = new ArrayList<Finding>();
      for (var remark : CertificateRemarks.on(pair, publicUrl.host(), clock.instant())) {
        findings.add(Finding.wrong("certificate: " + remark));
      }
      if (findings.isEmpty()) {
        findings.add(Finding.fine("certificate: for %s until %s, and the key is its own"
            .formatted(publicUrl.host(), pair.ends())));
      }
      findings.add(guarded());
      return findings;
    } catch (UnusableCertificateException e) {
      return List.of(Finding.wrong("certificate: " + e.getMessage()));
    }
  }

  private Finding guarded() {
    var file = settings.keyFile();
    try {
      boolean isOpen =
          Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
      return isOpen
          ? Finding.wrong("key: everybody may read " + file + "; chmod o= " + file)
          : Finding.fine("key: " + file + " is closed to others");
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.wrong("key: cannot be looked at: " + e);
    }
  }
}
