// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import java.nio.file.Path;

final class PostgresqlDocumentStoreTest extends SqlDocumentStoreTests {
  @Override
  Database open(Path directory) {
    return TestDatabases.openPostgresql();
  }
}
