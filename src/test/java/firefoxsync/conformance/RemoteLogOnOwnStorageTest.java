// SPDX-License-Identifier: MPL-2.0
package firefoxsync.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.remotelog.LogSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sync data of one server, kept in the remoteStorage that another server of ours offers. */
@Timeout(60)
final class RemoteLogOnOwnStorageTest {
  @RegisterExtension
  static final DocumentServer SERVER = new DocumentServer();

  private Path other;
  private DocumentClient storage;
  private LogSite site;

  @BeforeEach
  void link(@TempDir Path directory, @TempDir Path empty) throws IOException {
    other = empty;
    storage = SERVER.newPerson("fxsync:rw");
    site = new LogSite(TestDatabases.open(directory), new TestClock());
    site.put("bookmarks", "before", "the link");
    site.link(
        URI.create("http://127.0.0.1:" + storage.address().getPort() + storage.root()),
        storage.token());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void everythingComesBackFromThere() {
    for (int i = 0; i < 40; i++) {
      site.put("history", "i" + i % 7, "payload " + i);
    }
    site.put("history", "long", noise(900_000));
    site.tidy();

    assertThat(site.rebuilt(TestDatabases.open(other))).isEqualTo(site.everything());
  }

  @Test
  void whatIsThereIsFoundWhole() {
    site.put("bookmarks", "after", "the link");
    var before = site.everything();

    site.check();

    assertThat(site.everything()).isEqualTo(before);
    assertThat(site.rebuilt(TestDatabases.open(other))).isEqualTo(before);
  }

  private static String noise(int length) {
    return new Random(1)
        .ints(length, '0', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
