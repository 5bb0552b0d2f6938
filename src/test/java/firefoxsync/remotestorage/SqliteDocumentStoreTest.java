// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.Database;
import firefoxsync.database.SqliteDatabase;
import java.nio.file.Path;

final class SqliteDocumentStoreTest extends SqlDocumentStoreTests {
  @Override
  Database open(Path directory) {
    return SqliteDatabase.open(directory.resolve("test.db"));
  }
}
