// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.Database;
import firefoxsync.database.SqliteDatabase;
import java.nio.file.Path;

final class SqliteBsoStoreTest extends SqlBsoStoreTests {
  @Override
  Database open(Path directory) {
    return SqliteDatabase.open(directory.resolve("test.db"));
  }
}
