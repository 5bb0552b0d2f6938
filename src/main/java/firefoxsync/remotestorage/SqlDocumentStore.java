// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.database.WriteMark;
import firefoxsync.people.Person;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps documents in the database. */
final class SqlDocumentStore implements DocumentStore {
  /** A sender who is so slow between two pieces has lost the connection long before. */
  private static final Duration UPLOAD_LIFE = Duration.ofHours(1);

  private final Database database;
  private final Clock clock;
  private final Secrets secrets;

  /** Takes the database whose tables are there already. */
  SqlDocumentStore(Database database, Clock clock, Secrets secrets) {
    this.database = database;
    this.clock = clock;
    this.secrets = secrets;
  }

  @Override
  public <T> T read(Person person, Function<DocumentTree, T> work) {
    return database.read(tx -> work.apply(SqlDocumentTree.of(tx, person)));
  }

  @Override
  public Written write(Person person, Function<DocumentTree, DocumentChange> decide) {
    var lock = new RootLock(person, secrets);
    return database.write(lock, tx -> {
      var tree = new SqlDocumentTree(tx, lock.root());
      var kept =
          new SqlDocumentChanges(tx, lock.root(), tree, clock.millis()).keep(decide.apply(tree));
      lock.save(tx, kept.root());
      return kept.written();
    });
  }

  @Override
  public void stage(Person person, long upload, int index, byte[] piece) {
    long rootId = rootId(person);
    long until = clock.millis() + UPLOAD_LIFE.toMillis();
    // Twice is as good as once.
    database.write(WriteMark.none(), tx -> {
      new SqlUploads(tx, rootId).stage(upload, index, piece, until);
      return true;
    });
  }

  @Override
  public void discard(Person person, long upload) {
    long rootId = rootId(person);
    database.write(WriteMark.none(), tx -> {
      new SqlUploads(tx, rootId).discard(upload);
      return true;
    });
  }

  @Override
  public void erase(Person person) {
    var erased = database.write(tx -> takeRoot(tx, person));
    while (erased.isPresent() && step(erased.get())) {
      // A step at a time, so that others' writes pass in between.
    }
  }

  @Override
  public boolean purge() {
    return database.write(WriteMark.none(), tx -> new SqlDocumentPurge(tx).step(clock.millis()));
  }

  @Override
  public void renewEpochs() {
    List<Person> people = database.read(tx -> tx.query(
        "SELECT issuer, account_id FROM storage_roots",
        row -> new Person(row.text("issuer"), row.text("account_id"))));
    for (var person : people) {
      database.write(
          WriteMark.none(),
          tx -> tx.update(
              "UPDATE storage_roots SET epoch = ? WHERE issuer = ? AND account_id = ?",
              RootLock.randomEpoch(secrets),
              person.issuer(),
              person.accountId()));
    }
  }

  /** Leaves the person without a root; should she come again, she starts with an empty one. */
  private Optional<Long> takeRoot(Transaction tx, Person person) {
    var root = tx.first(
        StorageRoot.SELECT + tx.dialect().forUpdate(),
        StorageRoot::of,
        person.issuer(),
        person.accountId());
    root.ifPresent(found -> {
      tx.update("INSERT INTO storage_erased (root_id) VALUES (?)", found.id());
      tx.update(
          "DELETE FROM storage_roots WHERE issuer = ? AND account_id = ?",
          person.issuer(),
          person.accountId());
    });
    return root.map(StorageRoot::id);
  }

  private boolean step(long rootId) {
    return database.write(WriteMark.none(), tx -> new SqlDocumentPurge(tx).erase(rootId));
  }

  private long rootId(Person person) {
    var root = database.read(tx -> StorageRoot.find(tx, person));
    if (root.isPresent()) {
      return root.get().id();
    }
    var lock = new RootLock(person, secrets);
    return database.write(lock, tx -> lock.root().id());
  }
}
