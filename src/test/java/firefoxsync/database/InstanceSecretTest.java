// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.config.DatabaseSettings;
import firefoxsync.crypto.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceSecretTest {
  private final Secrets secrets = new Secrets();

  @Test
  void firstCandidateIsKeptForGood(@TempDir Path directory) {
    var settings = new DatabaseSettings.Embedded(directory.resolve("test.db"));
    var first = secrets.bytes(32);
    try (var database = Databases.open(settings, Clock.systemUTC())) {
      assertThat(InstanceSecret.loadOrKeep(database, first).bytes()).isEqualTo(first);
    }
    try (var database = Databases.open(settings, Clock.systemUTC())) {
      assertThat(InstanceSecret.loadOrKeep(database, secrets.bytes(32)).bytes()).isEqualTo(first);
    }
  }

  @Test
  void shortCandidateIsAMistake(@TempDir Path directory) {
    try (var database = SqliteDatabase.open(directory.resolve("test.db"))) {
      assertThatThrownBy(() -> InstanceSecret.loadOrKeep(database, new byte[31]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
