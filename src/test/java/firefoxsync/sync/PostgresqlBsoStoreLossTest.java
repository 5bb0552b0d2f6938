// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.LossyProxy;
import firefoxsync.database.LossyProxy.Loss;
import firefoxsync.database.TestDatabases;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are lost while Sync writes: the user's row tells whether it was kept. */
final class PostgresqlBsoStoreLossTest {
  private static final long UID = 42;
  private static final CollectionName TABS = new CollectionName("tabs");

  private final AtomicReference<@Nullable Loss> next = new AtomicReference<>();
  private LossyProxy proxy;
  private Database database;
  private SqlBsoStore store;

  @BeforeEach
  void open() {
    proxy = LossyProxy.of(this::next);
    database = TestDatabases.openPostgresql(proxy);
    store = new SqlBsoStore(database, new TestClock(), new Secrets());
    put("a");
  }

  @AfterEach
  void close() throws IOException {
    database.close();
    proxy.close();
  }

  @ParameterizedTest
  @EnumSource(value = Loss.class, names = "COMMIT_ARRIVES_LATE", mode = EnumSource.Mode.EXCLUDE)
  void writeIsDoneOnceAndTellsItsOwnTime(Loss loss) {
    var before = lastModified(UID);
    next.set(loss);

    var written = put("b");

    assertThat(next).hasValue(null);
    // The clock stands, so a second time would be told by a timestamp of its own.
    assertThat(written.timestamp().millis()).isEqualTo(before.millis() + 10);
    assertThat(lastModified(UID)).isEqualTo(written.timestamp());
    assertThat(tabs(UID)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(value = Loss.class, names = "COMMIT_ARRIVES_LATE", mode = EnumSource.Mode.EXCLUDE)
  void firstWriteOfAUserIsDoneOnce(Loss loss) {
    next.set(loss);

    var written = store.write(UID + 1, data -> ChangeSet.at(data.nextTimestamp())
        .put(TABS, new BsoUpdate("x", "x", null, null)));

    assertThat(lastModified(UID + 1)).isEqualTo(written.timestamp());
    assertThat(tabs(UID + 1)).isEqualTo(1);
  }

  private Written put(String id) {
    return store.write(UID, data -> ChangeSet.at(data.nextTimestamp())
        .put(TABS, List.of(new BsoUpdate(id, "x", null, null))));
  }

  private SyncTimestamp lastModified(long uid) {
    return store.read(uid, UserBsos::lastModified);
  }

  private long tabs(long uid) {
    return store.read(uid, UserBsos::counts).getOrDefault(TABS, 0L);
  }

  private @Nullable Loss next(boolean isCommit) {
    var loss = next.get();
    return loss != null
            && isCommit == (loss != Loss.BEFORE_COMMIT)
            && next.compareAndSet(loss, null)
        ? loss
        : null;
  }
}
