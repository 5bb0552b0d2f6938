// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store whose data live at a provider, from the first write to a cold start. */
@Timeout(60)
final class RemoteLogTest {
  private FaultyProvider provider;
  private LogSite site;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    provider = new FaultyProvider();
    site = new LogSite(TestDatabases.open(directory), new TestClock());
  }

  @AfterEach
  void stop() {
    site.close();
    provider.close();
  }

  @Test
  void writeIsOneRequestAndIsSeen() {
    site.link(provider);
    provider.asked();

    site.put(BOOKMARKS, "a", "payload");

    assertThat(provider.asked()).singleElement().satisfies(asked -> {
      assertThat(asked.method()).isEqualTo("PUT");
      assertThat(asked.path()).endsWith("/j/0000000002");
      assertThat(asked.headers().get("If-none-match")).containsExactly("*");
    });
    assertThat(site.everything()).containsKey("bookmarks");
  }

  @Test
  void providerAloneBringsEverythingBack(@TempDir Path other) {
    site.link(provider);
    site.put(BOOKMARKS, "a", "one");
    site.put(BOOKMARKS, "b", "two");

    assertThat(site.rebuilt(provider, TestDatabases.open(other))).isEqualTo(site.everything());
  }

  @Test
  void whatWasThereBeforeGoesUp(@TempDir Path other) {
    site.put(BOOKMARKS, "a", "before");
    site.link(provider);
    site.put(BOOKMARKS, "b", "after");

    assertThat(site.rebuilt(provider, TestDatabases.open(other))).isEqualTo(site.everything());
  }
}
