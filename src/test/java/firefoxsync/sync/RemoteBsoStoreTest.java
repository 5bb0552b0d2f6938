// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.FaultyProvider;
import firefoxsync.remotelog.LogSite;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store whose data live elsewhere does what every store does. */
@Timeout(60)
final class RemoteBsoStoreTest implements BsoStoreContract {
  private final TestClock clock = new TestClock();
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void link(@TempDir Path directory) throws IOException {
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), clock);
    site.link(provider);
  }

  @AfterEach
  void close() {
    site.close();
    provider.close();
  }

  @Override
  public BsoStore store() {
    return site.store();
  }

  @Override
  public TestClock clock() {
    return clock;
  }
}
