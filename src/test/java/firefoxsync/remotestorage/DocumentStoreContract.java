// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firefoxsync.TestClock;
import firefoxsync.database.DatabaseException;
import firefoxsync.people.Person;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store must do. */
interface DocumentStoreContract {
  Person ALICE = Person.local("a".repeat(32));
  Person BOB = Person.local("b".repeat(32));
  int PIECE = NewContent.PIECE_BYTES;
  AtomicLong UPLOADS = new AtomicLong();

  DocumentStore store();

  TestClock clock();

  @Test
  default void nobodyHasAnEmptyRootAndNothingElse() {
    assertThat(etag("/")).isEqualTo(Etag.NOTHING);
    assertThat(items("/")).isEmpty();
    assertThat(find("/a/")).isEmpty();
    assertThat(used()).containsExactly(0L, 0L);
  }

  @Test
  default void documentThatWasPutIsFound() {
    var written = put("/a/b", "text/plain; charset=utf-8", "hello");

    assertThat(written.isNew()).isTrue();
    var found = document("/a/b");
    assertThat(found.etag()).isEqualTo(written.etag());
    assertThat(found.contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(found.length()).isEqualTo(5);
    assertThat(found.modifiedAt()).isEqualTo(clock().millis());
    assertThat(content("/a/b")).asString(UTF_8).isEqualTo("hello");
    assertThat(used()).containsExactly(1L, 5L);
  }

  @Test
  default void replacingGivesAnotherVersionEvenOfTheSameBytes() {
    var first = put("/a/b", "text/plain", "same");
    var second = put("/a/b", "text/plain", "same");

    assertThat(second.isNew()).isFalse();
    assertThat(second.etag()).isNotEqualTo(first.etag());
    assertThat(used()).containsExactly(1L, 4L);
    put("/a/b", "text/plain", "a");
    assertThat(used()).containsExactly(1L, 1L);
    assertThat(content("/a/b")).asString(UTF_8).isEqualTo("a");
  }

  @Test
  default void emptyDocumentIsADocument() {
    put("/a", "", "");

    assertThat(document("/a").length()).isZero();
    assertThat(content("/a")).isEmpty();
    assertThat(used()).containsExactly(1L, 0L);
  }

  @Test
  default void everyAncestorHasANewVersionWithEachChange() {
    put("/a/b/c/d", "x", "1");
    put("/a/other", "x", "1");
    var before = etags("/", "/a/", "/a/b/", "/a/b/c/");
    put("/a/b/c/d", "x", "2");
    var replaced = etags("/", "/a/", "/a/b/", "/a/b/c/");
    assertThat(replaced).doesNotContainAnyElementsOf(before);
    put("/a/b/c/e", "x", "2");
    var added = etags("/", "/a/", "/a/b/", "/a/b/c/");
    assertThat(added).doesNotContainAnyElementsOf(replaced);
    delete("/a/b/c/e");
    assertThat(etags("/", "/a/", "/a/b/", "/a/b/c/")).doesNotContainAnyElementsOf(added);
  }

  @Test
  default void nothingBesideTheAncestorsChanges() {
    put("/a/b", "x", "1");
    put("/c/d", "x", "1");
    var before = etags("/a/", "/a/b");
    put("/c/d", "x", "2");

    assertThat(etags("/a/", "/a/b")).isEqualTo(before);
  }

  @Test
  default void emptyFoldersVanishAndTheOthersChange() {
    put("/a/b/c/d", "x", "1");
    put("/a/e", "x", "1");
    var before = etags("/", "/a/");
    var written = put("/a/b/c/d", "x", "12");
    assertThat(delete("/a/b/c/d").etag()).isEqualTo(written.etag());

    assertThat(find("/a/b/c/")).isEmpty();
    assertThat(find("/a/b/")).isEmpty();
    assertThat(etags("/", "/a/")).doesNotContainAnyElementsOf(before);
    assertThat(names("/a/")).containsExactly("e");
    assertThat(used()).containsExactly(1L, 1L);
    delete("/a/e");
    assertThat(names("/")).isEmpty();
    assertThat(etag("/")).isNotEqualTo(Etag.NOTHING);
  }

  @Test
  default void folderThatComesAgainHasNoVersionThatItHad() {
    put("/a/b", "x", "1");
    var before = etags("/a/", "/a/b");
    delete("/a/b");
    put("/a/b", "x", "1");

    assertThat(etags("/a/", "/a/b")).doesNotContainAnyElementsOf(before);
  }

  @Test
  default void listingHasDirectChildrenSortedByTheirBytes() {
    for (var path : List.of("/f/b", "/f/a/deep/er", "/f/B", "/f/\u00e9", "/f/\uff21", "/g")) {
      put(path, "x", "1");
    }
    put("/f/" + new String(Character.toChars(0x1F98A)), "x", "1");

    assertThat(names("/f/"))
        .containsExactly("B", "a", "b", "\u00e9", "\uff21", new String(Character.toChars(0x1F98A)));
    assertThat(items("/f/").get(1).node()).isEqualTo(new Folder(etag("/f/a/")));
    assertThat(items("/f/").get(0).node()).isEqualTo(document("/f/B"));
    assertThat(names("/")).containsExactly("f", "g");
  }

  @Test
  default void namesAreBytes() {
    var names = List.of("a%2F", "A", "a", "a ", " a", "%", "_", "'", "\"", "\u0001", "\\");
    names.forEach(name -> put("/n/" + name, "x", name));

    assertThat(names("/n/")).hasSize(names.size());
    names.forEach(name -> assertThat(content("/n/" + name)).asString(UTF_8).isEqualTo(name));
  }

  @Test
  default void knowsWhatLiesBelowADocument() {
    put("/a/b", "x", "1");

    assertThat(below("/a/b/c")).isTrue();
    assertThat(below("/a/b/c/d/e")).isTrue();
    assertThat(below("/a/c")).isFalse();
    assertThat(below("/x/y/z")).isFalse();
    assertThat(below("/a")).isFalse();
    assertThat(find("/a").orElseThrow()).isInstanceOf(Folder.class);
    assertThat(find("/a/b/").orElseThrow()).isInstanceOf(Document.class);
  }

  @Test
  default void refusedDecisionKeepsNothing() {
    put("/a/b", "x", "1");
    var before = etag("/");
    assertThatThrownBy(() -> store().write(ALICE, tree -> {
          throw new IllegalStateException("no");
        }))
        .hasMessage("no");

    assertThat(etag("/")).isEqualTo(before);
  }

  @Test
  default void stagedUploadIsSeenOnceItIsPut() {
    var bytes = bytes(2 * PIECE + 5);
    long upload = stage(bytes, 2);
    assertThat(used()).containsExactly(0L, 0L);
    assertThat(etag("/")).isEqualTo(Etag.NOTHING);
    put("/a/b", new NewContent(upload, 2, Arrays.copyOfRange(bytes, 2 * PIECE, bytes.length)));

    assertThat(content("/a/b")).isEqualTo(bytes);
    assertThat(used()).containsExactly(1L, (long) bytes.length);
  }

  @Test
  default void anyRangeCanBeRead() {
    var bytes = bytes(9 * PIECE + 5);
    var rest = Arrays.copyOfRange(bytes, 9 * PIECE, bytes.length);
    put("/a", new NewContent(stage(bytes, 9), 9, rest));
    var document = document("/a");
    for (var range : List.of(
        new ByteRange(0, 1),
        new ByteRange(0, 0),
        new ByteRange(PIECE - 1, 2),
        new ByteRange(PIECE, PIECE),
        new ByteRange(1, 2L * PIECE + 3),
        new ByteRange(3L * PIECE + 1, 5L * PIECE),
        ByteRange.whole(bytes.length),
        new ByteRange(bytes.length - 1, 1))) {
      assertThat(read(document, range))
          .isEqualTo(Arrays.copyOfRange(bytes, (int) range.first(), (int) range.last() + 1));
    }
  }

  @Test
  default void uploadThatWasForgottenCannotBePut() {
    var bytes = bytes(PIECE);
    long upload = stage(bytes, 1);
    store().discard(ALICE, upload);
    purgeAll();

    assertThatExceptionOfType(DatabaseException.Conflict.class)
        .isThrownBy(() -> put("/a", new NewContent(upload, 1, new byte[0])));
    assertThat(find("/a")).isEmpty();
  }

  @Test
  default void uploadThatLacksAPieceCannotBePut() {
    long upload = UPLOADS.incrementAndGet();
    store().stage(ALICE, upload, 1, bytes(PIECE));

    assertThatExceptionOfType(DatabaseException.Conflict.class)
        .isThrownBy(() -> put("/a", new NewContent(upload, 2, new byte[0])));
    assertThat(find("/a")).isEmpty();
  }

  @Test
  default void purgeTakesNothingThatIsStillComing() {
    var bytes = bytes(PIECE);
    long upload = stage(bytes, 1);
    clock().advance(Duration.ofMinutes(59));
    purgeAll();
    put("/a", new NewContent(upload, 1, new byte[0]));
    clock().advance(Duration.ofHours(2));
    purgeAll();

    assertThat(content("/a")).isEqualTo(bytes);
  }

  @Test
  default void replacedAndDeletedLongDocumentsStayGone() {
    var bytes = bytes(3 * PIECE);
    put("/a", new NewContent(stage(bytes, 3), 3, new byte[0]));
    put("/a", "x", "short");
    put("/b", new NewContent(stage(bytes, 3), 3, new byte[0]));
    delete("/b");
    purgeAll();

    assertThat(content("/a")).asString(UTF_8).isEqualTo("short");
    assertThat(names("/")).containsExactly("a");
    assertThat(used()).containsExactly(1L, 5L);
  }

  @Test
  default void peopleDoNotSeeEachOther() {
    put("/a", "x", "1");
    store().write(BOB, tree -> put(DocumentPath.parse("/b"), "y", "2"));

    assertThat(names("/")).containsExactly("a");
    store().erase(BOB);
    assertThat(content("/a")).asString(UTF_8).isEqualTo("1");
    assertThat(store().read(BOB, DocumentTree::documents)).isZero();
  }

  @Test
  default void erasedPersonStartsAgainWithNothing() {
    put("/a/b", "x", "1");
    var before = etags("/", "/a/", "/a/b");
    store().erase(ALICE);
    store().erase(ALICE);
    assertThat(items("/")).isEmpty();
    assertThat(used()).containsExactly(0L, 0L);
    put("/a/b", "x", "2");

    assertThat(content("/a/b")).asString(UTF_8).isEqualTo("2");
    assertThat(used()).containsExactly(1L, 1L);
    // The memory store's epochs are not random; the SQL stores' tests look at that.
    assertThat(before).hasSize(3);
  }

  @Test
  default void renewedEpochsChangeEveryVersion() {
    put("/a/b", "x", "1");
    var before = etags("/", "/a/", "/a/b");
    store().renewEpochs();

    assertThat(etags("/", "/a/", "/a/b")).doesNotContainAnyElementsOf(before);
    assertThat(content("/a/b")).asString(UTF_8).isEqualTo("1");
  }

  @Test
  default void ofRacingCreatesOneWins() throws Exception {
    var pool = Executors.newFixedThreadPool(16);
    try {
      Callable<Boolean> create = () -> {
        try {
          store().write(ALICE, tree -> {
            if (tree.node(DocumentPath.parse("/r/x")).isPresent()) {
              throw new IllegalStateException("taken");
            }
            return put(DocumentPath.parse("/r/x"), "x", "1");
          });
          return true;
        } catch (IllegalStateException e) {
          return false;
        }
      };
      int winners = 0;
      for (var result :
          pool.invokeAll(IntStream.range(0, 16).mapToObj(i -> create).toList())) {
        winners += result.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
    assertThat(used()).containsExactly(1L, 1L);
  }

  // What tests do, in a word.

  default Written put(String path, String contentType, String text) {
    return store().write(ALICE, tree -> put(path(path), contentType, text));
  }

  default Written put(String path, NewContent content) {
    return store().write(ALICE, tree -> new DocumentChange.Put(path(path), "x", content));
  }

  default Written delete(String path) {
    return store().write(ALICE, tree -> new DocumentChange.Delete(path(path)));
  }

  default java.util.Optional<Node> find(String path) {
    return store().read(ALICE, tree -> tree.node(path(path)));
  }

  default Document document(String path) {
    return (Document) find(path).orElseThrow();
  }

  default Etag etag(String path) {
    return find(path).orElseThrow().etag();
  }

  default List<Etag> etags(String... paths) {
    return Arrays.stream(paths).map(this::etag).toList();
  }

  default List<FolderItem> items(String path) {
    return store().read(ALICE, tree -> {
      var items = new ArrayList<FolderItem>();
      tree.items(path(path), items::add);
      return items;
    });
  }

  default List<String> names(String path) {
    return items(path).stream().map(FolderItem::name).toList();
  }

  default boolean below(String path) {
    return store().read(ALICE, tree -> tree.isBelowDocument(path(path)));
  }

  default List<Long> used() {
    return store().read(ALICE, tree -> List.of(tree.documents(), tree.usedBytes()));
  }

  default byte[] content(String path) {
    var document = document(path);
    return read(document, ByteRange.whole(document.length()));
  }

  default byte[] read(Document document, ByteRange range) {
    return store().read(ALICE, tree -> {
      var all = new ByteArrayOutputStream();
      tree.content(document, range, all::writeBytes);
      return all.toByteArray();
    });
  }

  default long stage(byte[] bytes, int pieces) {
    long upload = UPLOADS.incrementAndGet();
    for (int i = 0; i < pieces; i++) {
      store().stage(ALICE, upload, i, Arrays.copyOfRange(bytes, i * PIECE, (i + 1) * PIECE));
    }
    return upload;
  }

  default void purgeAll() {
    while (store().purge()) {
      // Until nothing is left.
    }
  }

  static DocumentChange put(DocumentPath path, String contentType, String text) {
    var content = new NewContent(UPLOADS.incrementAndGet(), 0, text.getBytes(UTF_8));
    return new DocumentChange.Put(path, contentType, content);
  }

  /** Decodes nothing, so that names may be anything. */
  static DocumentPath path(String text) {
    if (text.equals("/")) {
      return DocumentPath.ROOT;
    }
    boolean isFolder = text.endsWith("/");
    var names = text.substring(1, text.length() - (isFolder ? 1 : 0)).split("/");
    return new DocumentPath(List.of(names), isFolder);
  }

  static byte[] bytes(int count) {
    var bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 10));
    }
    return bytes;
  }
}
