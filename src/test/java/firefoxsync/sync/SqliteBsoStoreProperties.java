// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.SqliteDatabase;
import java.io.IOException;

final class SqliteBsoStoreProperties extends SqlBsoStoreProperties {
  SqliteBsoStoreProperties() throws IOException {
    super(directory -> SqliteDatabase.open(directory.resolve("test.db")));
  }
}
