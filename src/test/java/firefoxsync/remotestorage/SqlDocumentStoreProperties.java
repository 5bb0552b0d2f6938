// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static org.assertj.core.api.Assertions.assertThat;

import firefoxsync.TestClock;
import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import firefoxsync.people.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever is done to it, the SQL store shows what its twin in memory shows. */
abstract class SqlDocumentStoreProperties {
  private static final List<DocumentPath> DOCUMENTS = List.of(
      path("/a"),
      path("/b"),
      path("/a/b"),
      path("/a/c"),
      path("/a/b/c"),
      path("/a/b/d"),
      path("/public/a/b/c"));
  private static final List<DocumentPath> FOLDERS =
      List.of(path("/"), path("/a/"), path("/a/b/"), path("/public/"), path("/public/a/"));

  private final TestClock clock = new TestClock();
  private final MemoryDocumentStore memory = new MemoryDocumentStore(clock);
  private final Path directory;
  private final Database database;
  private final SqlDocumentStore sql;
  private int people;
  private long uploads;
  private Person person = Person.local("");

  /** Something that happens: a write, the passing of time, or housekeeping. */
  sealed interface Step {}

  record Put(DocumentPath path, String contentType, int pieces, int rest) implements Step {}

  record Delete(DocumentPath path) implements Step {}

  /** A piece of an upload that breaks off. */
  record Stage(boolean isDiscarded) implements Step {}

  record Wait(int minutes) implements Step {}

  record Purge(int steps) implements Step {}

  record Erase() implements Step {}

  /** Takes what opens an empty database in a directory. */
  SqlDocumentStoreProperties(Function<Path, Database> open) throws IOException {
    directory = Files.createTempDirectory("properties");
    database = open.apply(directory);
    sql = new SqlDocumentStore(database, clock, new Secrets());
  }

  @AfterProperty
  void close() throws IOException {
    database.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 60)
  void bothStoresShowTheSame(@ForAll("steps") List<Step> steps) {
    // Earlier tries stay where they are: people do not see each other.
    person = Person.local("p" + people++);
    for (var step : steps) {
      run(step);
      assertThat(sql.read(person, SqlDocumentStoreProperties::everything))
          .as("after %s", step)
          .isEqualTo(memory.read(person, SqlDocumentStoreProperties::everything));
    }
  }

  private void run(Step step) {
    if (step instanceof Wait wait) {
      clock.advance(Duration.ofMinutes(wait.minutes()));
    } else if (step instanceof Purge purge) {
      for (int i = 0; i < purge.steps(); i++) {
        sql.purge();
      }
    } else if (step instanceof Erase) {
      sql.erase(person);
      memory.erase(person);
    } else if (step instanceof Stage stage) {
      stage(1);
      if (stage.isDiscarded()) {
        sql.discard(person, uploads);
      }
    } else if (step instanceof Put put && isPossible(put.path())) {
      stage(put.pieces());
      var rest = bytes(put.rest());
      var change = new DocumentChange.Put(
          put.path(), put.contentType(), new NewContent(uploads, put.pieces(), rest));
      write(change);
    } else if (step instanceof Delete delete && isDocument(delete.path())) {
      write(new DocumentChange.Delete(delete.path()));
    }
  }

  private void write(DocumentChange change) {
    var one = sql.write(person, tree -> change);
    var other = memory.write(person, tree -> change);
    assertThat(change(one.etag())).isEqualTo(change(other.etag()));
    assertThat(one.isNew()).isEqualTo(other.isNew());
  }

  private void stage(int pieces) {
    uploads++;
    for (int i = 0; i < pieces; i++) {
      var piece = bytes(NewContent.PIECE_BYTES);
      sql.stage(person, uploads, i, piece);
      memory.stage(person, uploads, i, piece);
    }
  }

  private boolean isPossible(DocumentPath path) {
    return memory.read(
        person,
        tree -> !tree.isBelowDocument(path)
            && tree.node(path).filter(Folder.class::isInstance).isEmpty());
  }

  private boolean isDocument(DocumentPath path) {
    return memory.read(
        person, tree -> tree.node(path).filter(Document.class::isInstance).isPresent());
  }

  /** Everything that can be seen through the seam; of versions what does not come by chance. */
  private static List<Object> everything(DocumentTree tree) {
    var seen = new ArrayList<>();
    seen.add(tree.documents());
    seen.add(tree.usedBytes());
    for (var folder : FOLDERS) {
      tree.node(folder).ifPresent(node -> seen.add(known(node)));
      tree.items(folder, item -> {
        seen.add(item.name());
        seen.add(known(item.node()));
      });
    }
    for (var path : DOCUMENTS) {
      seen.add(tree.isBelowDocument(path));
      tree.node(path).ifPresent(node -> {
        seen.add(known(node));
        if (node instanceof Document document) {
          seen.add(hash(tree, document, ByteRange.whole(document.length())));
          long half = document.length() / 2;
          seen.add(hash(tree, document, new ByteRange(half, document.length() - half)));
        }
      });
    }
    return seen;
  }

  private static Object known(Node node) {
    if (node instanceof Document document) {
      return List.of(
          change(document.etag()),
          document.contentType(),
          document.length(),
          document.modifiedAt(),
          document.upload());
    }
    return change(node.etag());
  }

  private static String change(Etag etag) {
    return etag.value().substring(0, (etag.value() + "-").indexOf('-'));
  }

  private static String hash(DocumentTree tree, Document document, ByteRange range) {
    var all = new ByteArrayOutputStream();
    tree.content(document, range, all::writeBytes);
    return HexFormat.of().toHexDigits(Arrays.hashCode(all.toByteArray())) + all.size();
  }

  private byte[] bytes(int count) {
    return Arrays.copyOfRange(
        DocumentStoreContract.bytes(count + 7), (int) (uploads % 7), (int) (uploads % 7) + count);
  }

  private static DocumentPath path(String text) {
    return DocumentStoreContract.path(text);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var paths = Arbitraries.of(DOCUMENTS);
    var types = Arbitraries.of("", "text/plain", "image/jpeg; charset=binary");
    var pieces = Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.just(0)),
        Tuple.of(1, Arbitraries.just(1)),
        Tuple.of(1, Arbitraries.just(2)));
    var rests = Arbitraries.of(0, 1, 1000, NewContent.PIECE_BYTES);
    Arbitrary<Step> put = Combinators.combine(paths, types, pieces, rests).as(Put::new);
    return Arbitraries.frequencyOf(
            Tuple.of(8, put),
            Tuple.of(6, paths.map(Delete::new)),
            Tuple.of(1, Arbitraries.of(true, false).map(Stage::new)),
            Tuple.of(1, Arbitraries.of(1, 61).map(Wait::new)),
            Tuple.of(2, Arbitraries.of(1, 5).map(Purge::new)),
            Tuple.of(1, Arbitraries.just(new Erase())))
        .list()
        .ofMaxSize(15);
  }
}
