// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.TestDatabases;
import java.io.IOException;

final class PostgresqlDocumentStoreProperties extends SqlDocumentStoreProperties {
  PostgresqlDocumentStoreProperties() throws IOException {
    super(directory -> TestDatabases.openPostgresql());
  }
}
