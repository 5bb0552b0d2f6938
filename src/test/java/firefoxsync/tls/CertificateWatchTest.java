// SPDX-License-Identifier: MPL-2.0
package firefoxsync.tls;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of files that change, look by look. */
final class CertificateWatchTest {
  private static final Duration BY_HAND = Duration.ofDays(1);

  private final List<CertificatePair> pairs = new ArrayList<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @SuppressWarnings("NullAway.Init")
  private CertificateFiles files;

  @BeforeEach
  void write() throws IOException {
    files = new CertificateFiles(directory.resolve("server.crt"), directory.resolve("server.key"));
    TestCertificates.replace(files, "rsa");
  }

  @Test
  void sameTextsAreNoNews() throws IOException {
    try (var watch = new CertificateWatch(files, BY_HAND, pairs::add)) {
      TestCertificates.replace(files, "rsa");
      watch.look();

      assertThat(pairs).hasSize(1);
    }
  }

  @Test
  void renewedPairIsHandedOn() throws IOException {
    try (var lines = new LogLines(CertificateWatch.class.getName());
        var watch = new CertificateWatch(files, BY_HAND, pairs::add)) {
      TestCertificates.replace(files, "ec");
      watch.look();
      watch.look();

      assertThat(pairs).hasSize(2);
      assertThat(pairs.get(1).key().getAlgorithm()).isEqualTo("EC");
      assertThat(lines.take()).singleElement().asString().contains("the certificate was renewed");
    }
  }

  @Test
  void brokenPairIsToldOnceAndTheOldStays() throws IOException {
    try (var lines = new LogLines(CertificateWatch.class.getName());
        var watch = new CertificateWatch(files, BY_HAND, pairs::add)) {
      var unrelated = TestCertificates.file("unrelated.crt");
      Files.copy(unrelated, files.certificate(), StandardCopyOption.REPLACE_EXISTING);
      watch.look();
      watch.look();
      assertThat(lines.take())
          .singleElement()
          .asString()
          .contains("the key in " + files.key() + " is not that of the certificate");

      Files.delete(files.certificate());
      watch.look();
      watch.look();
      assertThat(lines.take()).singleElement().asString().contains("does not exist");
      assertThat(pairs).hasSize(1);

      TestCertificates.replace(files, "ec");
      watch.look();
      assertThat(pairs).hasSize(2);
    }
  }
}
