// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps from an empty database to the schema of this program, and which of them were taken. */
final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private final List<Migration> steps;

  /** The database has taken steps that this program does not know. */
  static final class NewerException extends DatabaseException {
    private static final long serialVersionUID = 1;

    NewerException(String reason) {
      super(reason);
    }
  }

  /** Takes the steps in the order of their versions. */
  Migrations(List<Migration> steps) {
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i - 1).version() >= steps.get(i).version()) {
        throw new IllegalArgumentException("out of order: " + steps.get(i));
      }
    }
    this.steps = List.copyOf(steps);
  }

  /** Returns the program's own. A step that was released is never changed: the next one mends it. */
  static Migrations all() {
    return new Migrations(List.of(
        new Migration(1, "instance"), //
        new Migration(2, "sync"), //
        new Migration(3, "token"), //
        new Migration(4, "accounts"), //
        new Migration(5, "oauth"), //
        new Migration(6, "mozilla"), //
        new Migration(7, "quota"), //
        new Migration(8, "device_commands"), //
        new Migration(9, "housekeeping"), //
        new Migration(10, "account_life"), //
        new Migration(11, "commit_in_steps"), //
        new Migration(12, "push"), //
        new Migration(14, "documents"), //
        new Migration(15, "access"), //
        new Migration(16, "remote_log"), //
        new Migration(18, "mailed_code"), //
        new Migration(21, "unproven_address"), //
        new Migration(26, "log_care"), //
        new Migration(27, "token_renewal") //
        ));
  }

  /**
   * Takes the steps that the database lacks, each in a transaction of its own.
   *
   * @throws DatabaseException when the database has steps that this program does not know
   */
  void apply(Database database) {
    // What each step does twice it does not do again, so no mark is needed; there is no place yet.
    database.write(
        WriteMark.none(),
        transaction -> transaction.update(
            """
            CREATE TABLE IF NOT EXISTS schema_version (
              version BIGINT NOT NULL PRIMARY KEY,
              name TEXT NOT NULL
            )"""));
    var taken = database.read(Migrations::taken);
    refuseNewer(taken);
    for (var step : steps) {
      if (!taken.contains((long) step.version())) {
        database.write(WriteMark.none(), transaction -> apply(step, transaction));
      }
    }
  }

  /** Tells whether a database that has taken some steps lacks others. */
  boolean isLacking(Database database) {
    var taken = database.read(Migrations::taken);
    return steps.stream().anyMatch(step -> !taken.contains((long) step.version()))
        && taken.stream().allMatch(version -> version <= newest());
  }

  /** Returns the version of the last step. */
  long newest() {
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).version();
  }

  private static boolean apply(Migration step, Transaction transaction) {
    int rows = transaction.update(
        """
        INSERT INTO schema_version (version, name) VALUES (?, ?)
        ON CONFLICT (version) DO NOTHING""",
        step.version(),
        step.name());
    if (rows == 0) {
      // Another process was faster; while it was under way, the row kept us waiting.
      return false;
    }
    step.statements(transaction.dialect()).forEach(transaction::update);
    LOG.info("schema step {}: {}", step.version(), step.name());
    return true;
  }

  /** Returns all that all steps run, in order. */
  List<String> statements(Dialect dialect) {
    return steps.stream().flatMap(step -> step.statements(dialect).stream()).toList();
  }

  /** Returns what tells a database that has taken these steps from this program's. */
  List<String> differences(Set<Long> taken) {
    var known = steps.stream().map(step -> (long) step.version()).collect(Collectors.toSet());
    var lacking = known.stream()
        .filter(version -> !taken.contains(version))
        .sorted()
        .map(version -> "step " + version + " was not taken");
    var foreign = taken.stream()
        .filter(version -> !known.contains(version))
        .sorted()
        .map(version -> "step " + version + " is of a newer firefox-sync");
    return Stream.concat(lacking, foreign).toList();
  }

  static Set<Long> taken(Transaction transaction) {
    return new HashSet<>(
        transaction.query("SELECT version FROM schema_version", row -> row.number("version")));
  }

  private void refuseNewer(Set<Long> taken) {
    long known = newest();
    long newest = taken.stream().mapToLong(Long::longValue).max().orElse(0);
    if (newest > known) {
      throw new NewerException(
          "the database was made by a newer firefox-sync (schema %d, this program knows %d): install that version again"
              .formatted(newest, known));
    }
  }
}
