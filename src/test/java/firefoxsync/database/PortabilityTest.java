// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement of the program, as it stands in the source, fits databases of many machines. */
final class PortabilityTest {
  private static final Path SOURCE = Path.of("src/main/java/firefoxsync");

  /** Speak to the embedded engine alone: its pragmas, and the looks into its file by doctor and backups. */
  private static final Set<String> EMBEDDED_ALONE = Set.of(
      "SqliteFile.java",
      "SqliteDatabase.java",
      "SqliteCheckpoint.java",
      "SqliteReaders.java",
      "GroupCommit.java",
      "FreePages.java",
      "SqliteInspection.java",
      "SqliteCopy.java",
      "SqliteSwap.java",
      "SqliteUpgrade.java",
      "DepartedStore.java");

  private final SourceStatements source = new SourceStatements(SOURCE);
  private final Portability portability = new Portability(TableKeys.ofProgram());

  @Test
  void everyStatementOfTheSourceIsPortable() {
    var statements =
        portable(source.texts()).filter(SourceStatements.Text::isStatement).toList();

    assertThat(statements).hasSizeGreaterThan(150);
    assertThat(statements.stream()
            .flatMap(text -> faults(text, portability.faults(text.value())))
            .toList())
        .isEmpty();
  }

  @Test
  void everyPartOfAStatementIsPortable() {
    var parts = portable(source.texts())
        .filter(text -> text.value().matches("(?s)\\s*(AND|OR|ON|WHERE|FROM|ORDER|LIMIT|SET) .*"))
        .toList();

    assertThat(parts).isNotEmpty();
    assertThat(parts.stream()
            .flatMap(text -> faults(text, portability.faultsOfPart(text.value())))
            .toList())
        .isEmpty();
  }

  /** What cannot be read from the source is looked at while tests run it: see PortableDatabase. */
  @Test
  void whatRunsIsInTheSourceOrPutTogetherFromPartsOfIt() {
    assertThat(portable(source.opaque()).map(SourceStatements.Text::value).distinct())
        .containsExactlyInAnyOrder(
            "statement.sql()", "select.sql()", "insert.sql()", "delete.sql()");
  }

  @Test
  void everyStepOfTheServersSchemaIsPortable() {
    var statements = Migrations.all().statements(Dialect.POSTGRESQL);

    assertThat(statements).hasSizeGreaterThan(30);
    assertThat(statements)
        .allSatisfy(statement -> assertThat(portability.faultsOfPart(statement)).isEmpty())
        .noneMatch(statement -> statement.matches("(?s)CREATE (UNIQUE )?INDEX.*WHERE.*"))
        .noneMatch(statement -> statement.contains("REFERENCES"));
  }

  @Test
  void everyKeyOfASyncTableBeginsWithTheUid() {
    var keys = TableKeys.ofProgram();

    assertThat(keys.indexes().keySet())
        .containsAll(Portability.SYNC_TABLES)
        .noneMatch(Portability::isUndecided);
    for (var table : Portability.SYNC_TABLES) {
      assertThat(keys.indexes().get(table)).as(table).allMatch(key -> key.get(0).equals("uid"));
    }
    assertThat(keys.unique().values()).allMatch(unique -> !unique.contains(List.of()));
  }

  @Test
  void serverHasTheSameKeysAndNothingThatRunsByItself() throws Exception {
    var settings = PostgresqlCluster.shared().newDatabase();
    try (var connection = PostgresqlCluster.shared().connect(settings.database());
        var statement = connection.createStatement()) {
      assertThat(TableKeys.of(connection)).isEqualTo(TableKeys.ofProgram());
      try (var results = statement.executeQuery(
          """
          SELECT (SELECT COUNT(*) FROM pg_class WHERE relkind = 'S')
            + (SELECT COUNT(*) FROM pg_trigger)
            + (SELECT COUNT(*) FROM pg_index WHERE indpred IS NOT NULL OR indexprs IS NOT NULL)
            + (SELECT COUNT(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname = 'public') AS n""")) {
        results.next();
        assertThat(results.getLong("n")).isZero();
      }
    } finally {
      PostgresqlCluster.shared().drop(settings);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MERGE INTO account USING session ON TRUE WHEN MATCHED THEN DELETE",
        "SELECT nextval('numbers')",
        "SELECT pg_advisory_xact_lock(?)",
        "SET search_path = a",
        "LOCK TABLE account",
        "CREATE INDEX some ON account (email_key) WHERE is_owner = 1",
        "CREATE TEMPORARY TABLE t (a BIGINT)",
        "INSERT INTO session (account_id) VALUES (?) ON CONFLICT DO NOTHING",
        "INSERT INTO account (account_id) VALUES (?) ON CONFLICT (created_at) DO NOTHING",
        "INSERT INTO sync_bsos (uid) VALUES (?) ON CONFLICT (uid, id) DO NOTHING",
        "SELECT a FROM sync_bsos WHERE collection = ?",
        "DELETE FROM sync_trash",
        "SELECT a FROM sync_stores s JOIN sync_users u ON u.uid = s.uid WHERE s.uid = ?",
        "SELECT COUNT(*) AS a, (SELECT COUNT(*) FROM account) AS b FROM sync_collections",
        "SELECT a FROM nowhere",
        "SELECT ctid FROM account",
        "UPDATE account SET created_at = now()"
      })
  void ruleThatIsBrokenIsTold(String statement) {
    assertThat(portability.faults(statement)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sync_bsos,sync_trash | false",
        "account,session | false",
        "sync_bsos,account | true",
        "sync_stores,sync_users | true",
        "write_mark,sync_stores | true",
        "write_mark,sync_logs | true",
        "sync_logs,sync_bsos | false",
        "write_mark,sync_logs,sync_bsos | true"
      })
  void transactionIsOfOneKindOfTables(String tables, boolean spans) {
    assertThat(Portability.spans(Set.of(tables.split(",")))).isEqualTo(spans);
  }

  private static Stream<SourceStatements.Text> portable(List<SourceStatements.Text> texts) {
    return texts.stream()
        .filter(text -> !EMBEDDED_ALONE.contains(text.file().getFileName().toString()));
  }

  private static Stream<String> faults(SourceStatements.Text text, List<String> faults) {
    return faults.stream()
        .map(fault ->
            text.file().getFileName() + ": " + fault + ": " + text.value().strip());
  }
}
