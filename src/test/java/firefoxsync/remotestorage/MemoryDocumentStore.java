// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.database.DatabaseException;
import firefoxsync.people.Person;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The storage seam at its simplest: what it does is right by definition, and others must do it too. */
final class MemoryDocumentStore implements DocumentStore {
  private record Upload(Person person, long id) {}

  private final Clock clock;
  private final Map<Person, MemoryDocumentTree> trees = new HashMap<>();
  private final Map<Upload, TreeMap<Integer, byte[]>> uploads = new HashMap<>();
  private int epochs;

  MemoryDocumentStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized <T> T read(Person person, Function<DocumentTree, T> work) {
    return work.apply(tree(person));
  }

  @Override
  public synchronized Written write(Person person, Function<DocumentTree, DocumentChange> decide) {
    var before = tree(person);
    var change = decide.apply(before);
    if (change instanceof DocumentChange.Put put) {
      boolean isNew = before.node(put.path()).isEmpty();
      var after = before.with(put, bytes(person, put.content()), clock.millis());
      trees.put(person, after);
      return new Written(after.node(put.path()).orElseThrow().etag(), isNew);
    }
    var deleted = before.node(change.path()).orElseThrow().etag();
    trees.put(person, before.without(change.path()));
    return new Written(deleted, false);
  }

  private byte[] bytes(Person person, NewContent content) {
    var all = new ByteArrayOutputStream();
    if (content.stagedPieces() > 0) {
      var staged = uploads.remove(new Upload(person, content.upload()));
      if (staged == null || staged.size() != content.stagedPieces()) {
        throw new DatabaseException.Conflict("the upload was given up in the meantime");
      }
      staged.values().forEach(all::writeBytes);
    }
    all.writeBytes(content.rest());
    return all.toByteArray();
  }

  @Override
  public synchronized void stage(Person person, long upload, int index, byte[] piece) {
    uploads
        .computeIfAbsent(new Upload(person, upload), id -> new TreeMap<>())
        .putIfAbsent(index, piece);
  }

  @Override
  public synchronized void discard(Person person, long upload) {
    uploads.remove(new Upload(person, upload));
  }

  @Override
  public synchronized void erase(Person person) {
    trees.remove(person);
    uploads.keySet().removeIf(upload -> upload.person().equals(person));
  }

  @Override
  public boolean purge() {
    // What nobody can see needs no removing here: it goes when the test ends.
    return false;
  }

  @Override
  public synchronized void renewEpochs() {
    epochs++;
    trees.replaceAll((person, tree) -> tree.renewed("m" + epochs));
  }

  private MemoryDocumentTree tree(Person person) {
    return trees.computeIfAbsent(person, p -> new MemoryDocumentTree("m" + epochs));
  }
}
