// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.SqliteDatabase;
import java.io.IOException;

final class SqliteDocumentStoreProperties extends SqlDocumentStoreProperties {
  SqliteDocumentStoreProperties() throws IOException {
    super(directory -> SqliteDatabase.open(directory.resolve("test.db")));
  }
}
