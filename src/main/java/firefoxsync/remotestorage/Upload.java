// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import java.util.OptionalLong;

/** A document that is coming. One thread at a time uses it. */
final class Upload {
  private final Documents documents;
  private final DocumentStore store;
  private final OpenUploads open;
  private final NewDocument wanted;
  private final OptionalLong lengthMax;
  private final long id;

  // Mutable state
  private int pieces;
  private boolean isOver;

  /**
   * Begins one, of which nothing is kept yet.
   *
   * @param id random
   * @param lengthMax what fits into the person's quota
   */
  Upload(Documents documents, NewDocument wanted, long id, OptionalLong lengthMax) {
    this.documents = documents;
    this.store = documents.store();
    this.open = documents.openUploads();
    this.wanted = wanted;
    this.id = id;
    this.lengthMax = lengthMax;
  }

  /** Keeps a piece of {@link NewContent#PIECE_BYTES}. */
  void add(byte[] piece) {
    open.touch(wanted.owner(), id);
    if (lengthMax.isPresent() && (pieces + 1L) * piece.length > lengthMax.getAsLong()) {
      throw RemoteStorageError.OVER_QUOTA.exception("grew beyond what is left");
    }
    store.stage(wanted.owner(), id, pieces, piece);
    pieces++;
  }

  /** Makes a document of all pieces and the rest, or refuses that. */
  Written finish(byte[] rest) {
    var written = documents.put(wanted, new NewContent(id, pieces, rest));
    end();
    return written;
  }

  /** Forgets what came, unless it is a document now. */
  void abandon() {
    if (!isOver) {
      store.discard(wanted.owner(), id);
      end();
    }
  }

  private void end() {
    isOver = true;
    open.end(id);
  }
}
