// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codes of a server mean to whoever asked. */
final class SqlFailureTest {
  @ParameterizedTest
  @CsvSource({
    "40001, Conflict, true",
    "40P01, Conflict, true",
    "40003, Conflict, true",
    "55P03, Conflict, false",
    "57014, Conflict, false",
    "53300, Conflict, false",
    "08006, Unavailable, true",
    "08001, Unavailable, true",
    "57P01, Unavailable, true",
    "57P03, Unavailable, true",
    "25P03, Unavailable, true",
    "53100, Unavailable, false",
    "58030, Unavailable, false",
    "25006, Unavailable, false",
    "23505, DatabaseException, false",
    "42601, DatabaseException, false"
  })
  void codeTellsWhetherToComeAgain(String state, String kind, boolean mayPassAtOnce) {
    var failure = SqlFailure.of("writing", new SQLException("told by the server", state));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(SqlFailure.mayPass(failure)).isEqualTo(mayPassAtOnce);
  }

  @ParameterizedTest
  @ValueSource(strings = {"28P01", "3D000", "08001"})
  void serverThatLetsNobodyInIsUnavailable(String state) {
    assertThat(SqlFailure.ofConnecting(new SQLException("told by the server", state)))
        .isInstanceOf(DatabaseException.Unavailable.class);
  }

  @Test
  void serverWithoutRoomForOneMoreIsAConflict() {
    assertThat(SqlFailure.ofConnecting(new SQLException("told by the server", "53300")))
        .isInstanceOf(DatabaseException.Conflict.class);
  }
}
