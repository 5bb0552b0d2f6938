// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import static firefoxsync.remotelog.LogSite.BOOKMARKS;
import static firefoxsync.remotelog.LogSite.HISTORY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firefoxsync.TestClock;
import firefoxsync.database.TestDatabases;
import firefoxsync.sync.BsoUpdate;
import firefoxsync.sync.ChangeSet;
import firefoxsync.sync.UserBsos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The documents of a log, byte by byte, and read by somebody who has nothing but their description. */
@Timeout(60)
final class LogFormatTest {
  private static final String WRITER = "0123456789abcdef0123456789abcdef";

  @Test
  void openCommitIsThis() {
    var keys = new LogKeys("0001732406400000-AAAAAAAAAAAAAAAAAAAAAA", 1_732_406_400_000L);
    var head = new CommitHead(CommitHead.Type.OPEN, 1, CommitHead.NO_DIGEST, WRITER, keys, null);

    assertThat(new String(head.line(), UTF_8))
        .isEqualTo("{\"type\":\"open\",\"format\":1,\"number\":1,\"previous\":\"" + "0".repeat(64)
            + "\",\"writer\":\"" + WRITER
            + "\",\"key_id\":\"0001732406400000-AAAAAAAAAAAAAAAAAAAAAA\","
            + "\"generation\":1732406400000}");
    assertThat(CommitHead.parse(head.line())).isEqualTo(head);
  }

  @Test
  void documentsThatSomebodyElseWroteAreRead() {
    // By Python: "fxs1", 0, zlib.compress(text), hashlib.sha256.
    var plain = HexFormat.of().parseHex(PLAIN_VECTOR);
    var text = new DocumentCodec(null).decode(LogDocument.whole(plain));

    assertThat(new String(text, UTF_8)).isEqualTo("{\"set\":1732406400010}\n");
  }

  private static final String PLAIN_VECTOR =
      "6678733100789cab562a4e2d51b232343736323130333130303034a8e502004421055930ef41a546"
          + "be50152c2baff2acb3bc8a45cd88b8632ebda86656fc58373af297";

  @Test
  void encryptedDocumentsThatSomebodyElseWroteAreRead() {
    // By Python's cryptography: the key 00 01 .. 1f, the nonce from HMAC-SHA256 of the zlib stream.
    var key = new byte[32];
    IntStream.range(0, 32).forEach(i -> key[i] = (byte) i);
    var sealed = HexFormat.of().parseHex(ENCRYPTED_VECTOR);

    var text = new DocumentCodec(key).decode(LogDocument.whole(sealed));

    assertThat(new String(text, UTF_8)).isEqualTo("{\"set\":1732406400010}\n");
  }

  private static final String ENCRYPTED_VECTOR =
      "66787331012c95be231852da8d24abddff3370deff84d22105fd2f6ce41d6f9506bb622a3a061fe4"
          + "812c453baad70bab18f8dfd99379f8567007ef8914deb251e9b0d99d7c4af7daa91bfdae362084bb"
          + "1404047b55d49e80f036e6c5713da2";

  @Test
  void sameTextIsTheSameDocument() {
    var key = new byte[32];
    var text = "x".repeat(1000).getBytes(UTF_8);

    assertThat(new DocumentCodec(key).encode(text).digest())
        .isEqualTo(new DocumentCodec(key).encode(text).digest());
  }

  @Test
  void anyChangedByteIsNoticed() {
    var bytes = new DocumentCodec(null).encode("some text".getBytes(UTF_8)).bytes();
    for (int i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(torn(changed)).isEqualTo(LogException.Kind.TORN);
    }
    for (int length = 0; length < bytes.length; length++) {
      assertThat(torn(Arrays.copyOf(bytes, length))).isEqualTo(LogException.Kind.TORN);
    }
  }

  private static LogException.Kind torn(byte[] bytes) {
    return catchThrowableOfType(LogException.class, () -> LogDocument.whole(bytes))
        .kind();
  }

  @Test
  void smallDocumentOfAHugeTextIsRefused() {
    var document = new DocumentCodec(null).encode(new byte[65 * 1024 * 1024]);

    assertThat(
            catchThrowableOfType(LogException.class, () -> new DocumentCodec(null).decode(document))
                .kind())
        .isEqualTo(LogException.Kind.MALFORMED);
  }

  @Test
  void partsAreNeverLongerThanTheyMayBe() {
    for (int max : List.of(64 * 1024, 128 * 1024, 512 * 1024)) {
      for (var text : List.of(ProviderNoise.of(1, 2_000_000), "x".repeat(3_000_000), "")) {
        var codec = new DocumentCodec(new byte[32]);
        var joined = new ByteArrayOutputStream();
        var writer = new PartWriter(codec, max, part -> {
          assertThat(part.bytes().length).isLessThanOrEqualTo(max);
          joined.writeBytes(codec.decode(part));
        });
        writer.write(text.getBytes(UTF_8), 0, text.length());
        writer.finish();
        assertThat(joined.toString(UTF_8)).isEqualTo(text);
      }
    }
  }

  @Test
  void linesMayBeginInOnePartAndEndInTheNext() {
    var lines = new LineReader(
        List.of("one\ntw".getBytes(UTF_8), "o\n".getBytes(UTF_8), "three".getBytes(UTF_8))
            .iterator());

    assertThat(List.of(next(lines), next(lines), next(lines)))
        .containsExactly("one", "two", "three");
    assertThat(lines.next()).isEmpty();
  }

  private static String next(LineReader lines) {
    return new String(lines.next().orElseThrow(), UTF_8);
  }

  @Test
  void somebodyElseReadsTheStore(@TempDir Path directory) throws IOException {
    var clock = new TestClock();
    try (var provider = new FaultyProvider();
        var site = new LogSite(TestDatabases.open(directory), clock)) {
      site.put(BOOKMARKS, "old", "before the link");
      site.link(provider);
      site.put(BOOKMARKS, "a", "\u20ac and \"quotes\"\n");
      site.put(BOOKMARKS, "b", ProviderNoise.of(2, 900_000));
      site.write(data -> set(
          data,
          new ChangeSet.Put(
              BOOKMARKS,
              List.of(
                  new BsoUpdate("a", null, 7L, null), new BsoUpdate("t", "soon gone", null, 1L)))));
      site.write(data -> set(data, new ChangeSet.Put(HISTORY, List.of())));
      site.write(data -> set(data, new ChangeSet.Delete(BOOKMARKS, List.of("old"))));
      clock.advance(Duration.ofSeconds(5));
      site.write(data ->
          set(data, new ChangeSet.Put(BOOKMARKS, List.of(new BsoUpdate("t", null, 3L, null)))));

      assertThat(new IndependentReader(provider, site.log().storeId()).read())
          .isEqualTo(payloads(site));
    }
  }

  private static ChangeSet set(UserBsos data, ChangeSet.Change change) {
    return new ChangeSet(data.nextTimestamp(), List.of(change), null);
  }

  private static Map<String, String> payloads(LogSite site) {
    return site.sql().snapshot(LogSite.UID, snapshot -> {
      var all = new TreeMap<String, String>();
      for (var collection : snapshot.head().collections()) {
        all.put(collection.name().value(), "" + collection.modified().millis());
        snapshot.items(
            collection.name(),
            item -> all.put(
                collection.name() + "/" + item.id(),
                item.modified().millis() + " " + item.sortIndex() + " "
                    + (item.payload() == null ? "" : item.payload())));
      }
      return all;
    });
  }
}
