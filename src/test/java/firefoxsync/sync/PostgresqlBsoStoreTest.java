// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Database;
import firefoxsync.database.TestDatabases;
import java.nio.file.Path;

final class PostgresqlBsoStoreTest extends SqlBsoStoreTests {
  @Override
  Database open(Path directory) {
    return TestDatabases.openPostgresql();
  }
}
