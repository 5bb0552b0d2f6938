// SPDX-License-Identifier: MPL-2.0
package firefoxsync.database;

import java.util.List;
import java.util.function.Function;

/**
 * A look into the database beside the running daemon. Nothing is changed, and no step of the schema
 * is taken.
 */
public interface DatabaseInspection extends AutoCloseable {
  /** Runs the work on one snapshot. */
  <T> T read(Function<Transaction, T> work);

  /** Returns the steps of the schema that it lacks, or that only a newer program knows. */
  default List<String> schemaDifferences() {
    return Migrations.all().differences(read(Migrations::taken));
  }

  @Override
  void close();
}
