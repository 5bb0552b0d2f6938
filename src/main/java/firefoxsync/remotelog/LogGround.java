// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.crypto.Seal;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.people.Person;
import firefoxsync.sync.SqlBsoStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What everything of this folder stands on. */
record LogGround(
    Database database,
    SqlBsoStore store,
    Clock clock,
    Secrets secrets,
    Seal seal,
    RemoteLogLimits limits) {
  private static final int WRITER_BYTES = 16;
  private static final int STORE_ID_BYTES = 16;

  /** A log together with where it is kept. */
  record Linked(StoreLog log, ProviderLink link) {
    Linked with(StoreLog other) {
      return new Linked(other, link);
    }

    Linked with(ProviderLink other) {
      return new Linked(log, other);
    }
  }

  /** Returns the uid's log; empty when its data live here alone. */
  Optional<Linked> linked(long uid) {
    // Rows of two kinds, which may be kept on two machines. Whatever is done with an old pair meets
    // the log's row again in the transaction that counts, and begins anew.
    return database.read(tx -> new LogStore(tx).find(uid)).flatMap(log -> link(log.person())
        .map(link -> new Linked(log, link)));
  }

  Optional<ProviderLink> link(Person person) {
    return database.read(tx -> new LinkStore(tx, seal).find(person));
  }

  /** Changes a log's rows. May run again although it was kept: then it must change nothing more. */
  void change(long uid, Consumer<LogStore> change) {
    boolean unused = decide(uid, logs -> {
      change.accept(logs);
      return true;
    });
  }

  /** As the other, with an answer. */
  <T> T decide(long uid, Function<LogStore, T> change) {
    return database.write(LogStore.lock(uid), tx -> change.apply(new LogStore(tx)));
  }

  /** Keeps what was learnt about a provider. */
  void note(ProviderLink link) {
    database.write(tx -> {
      new LinkStore(tx, seal).note(link);
      return true;
    });
  }

  String newStoreId() {
    return secrets.hex(STORE_ID_BYTES);
  }

  String newWriter() {
    return secrets.hex(WRITER_BYTES);
  }
}
