// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.http.Body;
import firefoxsync.http.Spool;
import firefoxsync.people.Person;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Listings as they are sent. Those that were asked for last are kept, by folder and version, so that
 * nothing old can come out. Safe for concurrent use.
 */
final class FolderListings {
  /** Some three thousand items; longer ones are made each time. */
  private static final int LISTING_BYTES_MAX = 512 * 1024;

  private static final long ALL_BYTES_MAX = 8L * 1024 * 1024;

  /** What a listing costs beside its bytes, about. */
  private static final int ENTRY_BYTES = 512;

  private record Key(Person owner, DocumentPath folder) {}

  private static final class Listing {
    private final Etag etag;
    private final byte[] bytes;

    Listing(Etag etag, byte[] bytes) {
      this.etag = etag;
      this.bytes = bytes;
    }

    long cost() {
      return (long) bytes.length + ENTRY_BYTES;
    }
  }

  private final Spool spool;
  private final Map<Key, Listing> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptBytes;

  FolderListings(Spool spool) {
    this.spool = spool;
  }

  /** Returns the listing of the folder, which has the version in this tree. */
  Body of(Person owner, DocumentTree tree, DocumentPath folder, Etag etag) {
    var key = new Key(owner, folder);
    var known = find(key, etag);
    if (known.length > 0) {
      return Body.of(known);
    }
    try (var out = spool.open()) {
      var copy = new ShortCopy(out);
      FolderDescription.write(tree, folder, copy);
      if (copy.isWhole()) {
        keep(key, new Listing(etag, copy.toByteArray()));
      }
      return out.body();
    }
  }

  private synchronized byte[] find(Key key, Etag etag) {
    var listing = kept.get(key);
    return listing != null && listing.etag.equals(etag) ? listing.bytes : new byte[0];
  }

  private synchronized void keep(Key key, Listing listing) {
    var before = kept.put(key, listing);
    keptBytes += listing.cost() - (before == null ? 0 : before.cost());
    var eldest = kept.values().iterator();
    while (keptBytes > ALL_BYTES_MAX && eldest.hasNext()) {
      keptBytes -= eldest.next().cost();
      eldest.remove();
    }
  }

  /** Keeps what goes through, as long as it is short. */
  private static final class ShortCopy extends OutputStream {
    private final OutputStream through;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean isWhole = true;

    ShortCopy(OutputStream through) {
      this.through = through;
    }

    boolean isWhole() {
      return isWhole;
    }

    byte[] toByteArray() {
      return copy.toByteArray();
    }

    @Override
    public void write(int value) throws java.io.IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws java.io.IOException {
      through.write(bytes, offset, count);
      isWhole = isWhole && copy.size() + count <= LISTING_BYTES_MAX;
      if (isWhole) {
        copy.write(bytes, offset, count);
      } else {
        copy.reset();
      }
    }
  }
}
