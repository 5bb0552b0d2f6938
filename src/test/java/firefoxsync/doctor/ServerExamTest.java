// SPDX-License-Identifier: MPL-2.0
package firefoxsync.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.config.PostgresqlSettings;
import firefoxsync.database.PostgresqlCluster;
import firefoxsync.doctor.Finding.Grade;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of a database on a server. */
final class ServerExamTest {
  @Test
  void contentsAndHousekeepingAreToldAsOfAFile() {
    var settings = PostgresqlCluster.shared().newDatabase();
    try {
      assertThat(examine(settings))
          .containsExactly(
              Finding.fine("database: " + settings.place() + " can be used"),
              Finding.fine("database: nobody can listen on the way there"),
              Finding.fine("schema: of this version"),
              Finding.fine("contents: 0 people with Sync data, 0 items, 0 bytes"),
              Finding.note("housekeeping: never ran; it begins with the service"),
              Finding.fine("housekeeping: waiting are 0 expired items, 0 wiped collections,"
                  + " 0 stale batches, 0 stores"));
    } finally {
      PostgresqlCluster.shared().drop(settings);
    }
  }

  @Test
  void databaseWithoutTablesIsLeftSoAndTold() {
    var settings = PostgresqlCluster.shared().newEmptyDatabase();
    try {
      for (int i = 0; i < 2; i++) {
        assertThat(examine(settings))
            .last()
            .hasToString("WRONG  database: " + settings.place()
                + " cannot be read to its end: ERROR: relation \"schema_version\" does not exist");
      }
    } finally {
      PostgresqlCluster.shared().drop(settings);
    }
  }

  @Test
  void serverThatIsAwayIsWrong() {
    assertThat(examine(settings("127.0.0.1:1", "")))
        .singleElement()
        .asString()
        .startsWith("WRONG  database: sync@127.0.0.1:1/sync cannot be read to its end: Connection")
        .contains("refused");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, '', FINE",
    "127.0.0.1:5433, '', FINE",
    "[::1], '', FINE",
    "db.example.org, '', NOTE",
    "db.example.org, require, NOTE",
    "'localhost,db.example.org', '', NOTE",
    "localhost.example.org, '', NOTE",
    "db.example.org, verify-full, FINE",
    "db.example.org:5433, verify-ca, FINE"
  })
  void wayThatOthersCanListenOnIsTold(String servers, String mode, Grade grade) {
    assertThat(new ServerExam(settings(servers, mode), Clock.systemUTC()).way().grade())
        .isEqualTo(grade);
  }

  private static PostgresqlSettings settings(String servers, String mode) {
    Map<String, String> options = mode.isEmpty() ? Map.of() : Map.of("sslmode", mode);
    return new PostgresqlSettings(servers, "sync", "sync", options, null);
  }

  private static List<Finding> examine(PostgresqlSettings settings) {
    return new ServerExam(settings, Clock.systemUTC()).examine();
  }
}
