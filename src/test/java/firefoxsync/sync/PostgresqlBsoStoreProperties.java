// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.database.TestDatabases;
import java.io.IOException;

final class PostgresqlBsoStoreProperties extends SqlBsoStoreProperties {
  PostgresqlBsoStoreProperties() throws IOException {
    super(directory -> TestDatabases.openPostgresql());
  }
}
