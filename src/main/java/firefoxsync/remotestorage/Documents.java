// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import firefoxsync.people.Belongings;
import firefoxsync.people.Person;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** The rules of people's documents: what may be put where, and how much. */
public final class Documents implements Belongings {
  private final DocumentStore store;
  private final Secrets secrets;
  private final Room room;
  private final OpenUploads open;

  /** Takes where documents are kept, and how much people may keep. */
  public Documents(Database database, Clock clock, Secrets secrets, Room room) {
    this.store = new SqlDocumentStore(database, clock, secrets);
    this.secrets = secrets;
    this.room = room;
    this.open = new OpenUploads(clock);
  }

  /** Returns the person's documents as of the snapshot. */
  static DocumentTree tree(Transaction snapshot, Person owner) {
    return SqlDocumentTree.of(snapshot, owner);
  }

  /**
   * Begins to take a document, unless it is clear already that it will be refused.
   *
   * @param announced how long it will be, where that was said
   */
  Upload begin(NewDocument wanted, OptionalLong announced) {
    var limit = room.of(wanted.owner());
    return store.read(wanted.owner(), tree -> {
      var existing = existing(tree, wanted.path());
      wanted.preconditions().checkWrite(existing.map(Document::etag));
      long others = tree.usedBytes() - existing.map(Document::length).orElse(0L);
      var left = limit.isPresent()
          ? OptionalLong.of(Math.max(
              limit.getAsLong() - others, existing.map(Document::length).orElse(0L)))
          : limit;
      if (left.isPresent() && announced.orElse(0) > left.getAsLong()) {
        throw RemoteStorageError.OVER_QUOTA.exception("announced more than what is left");
      }
      return new Upload(this, wanted, RootLock.randomId(secrets), left);
    });
  }

  /** Begins to take a document that will be here sooner than its head can be judged. */
  Upload beginShort(NewDocument wanted) {
    return new Upload(this, wanted, RootLock.randomId(secrets), OptionalLong.empty());
  }

  /** Keeps a document whose bytes are here; every check and the write are one step. */
  Written put(NewDocument wanted, NewContent content) {
    var limit = room.of(wanted.owner());
    return store.write(wanted.owner(), tree -> {
      var existing = existing(tree, wanted.path());
      wanted.preconditions().checkWrite(existing.map(Document::etag));
      long more = content.length() - existing.map(Document::length).orElse(0L);
      // Whoever is full may still make a document smaller.
      if (limit.isPresent() && more > 0 && tree.usedBytes() + more > limit.getAsLong()) {
        throw RemoteStorageError.OVER_QUOTA.exception("no room for %d bytes".formatted(more));
      }
      return new DocumentChange.Put(wanted.path(), wanted.contentType(), content);
    });
  }

  /** Deletes a document, and returns the version that it had. */
  Etag delete(Person owner, DocumentPath path, Preconditions preconditions) {
    return store
        .write(owner, tree -> {
          var existing = document(tree, path);
          if (existing.isEmpty() && !preconditions.wantsOne()) {
            throw RemoteStorageError.NOT_FOUND.exception("nothing to delete");
          }
          preconditions.checkWrite(existing.map(Document::etag));
          return new DocumentChange.Delete(path);
        })
        .etag();
  }

  /** Returns the document at a path that no folder has. */
  static Optional<Document> document(DocumentTree tree, DocumentPath path) {
    return tree.node(path).filter(Document.class::isInstance).map(Document.class::cast);
  }

  /** Returns the document that is to be replaced, where one may be put at all. */
  private static Optional<Document> existing(DocumentTree tree, DocumentPath path) {
    var node = tree.node(path);
    if (node.isPresent() ? node.get() instanceof Folder : tree.isBelowDocument(path)) {
      throw RemoteStorageError.NAME_TAKEN.exception("a folder or a document is in the way");
    }
    return node.map(Document.class::cast);
  }

  DocumentStore store() {
    return store;
  }

  OpenUploads openUploads() {
    return open;
  }

  @Override
  public long usedBytes(Person person) {
    return store.read(person, DocumentTree::usedBytes);
  }

  @Override
  public void erase(Person person) {
    store.erase(person);
  }

  /** Takes one small step at removing what nobody can see any more; true when there may be more. */
  public boolean purge() {
    return store.purge();
  }

  /** Has every version differ from all that were ever told, as must be after a backup was restored. */
  public void renewVersions() {
    store.renewEpochs();
  }
}
