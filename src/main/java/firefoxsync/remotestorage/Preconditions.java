// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.remotestorage.RemoteStorageError.Detail;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which version a client wants a document to be, or not to be.
 *
 * @param match null when it does not matter
 * @param noneMatch null when it does not matter
 */
record Preconditions(@Nullable EtagList match, @Nullable EtagList noneMatch) {
  /** Parses the values of all fields of the two names. */
  static Preconditions parse(List<String> ifMatch, List<String> ifNoneMatch) {
    return new Preconditions(
        ifMatch.isEmpty() ? null : EtagList.parse(ifMatch),
        ifNoneMatch.isEmpty() ? null : EtagList.parse(ifNoneMatch));
  }

  /** Tells whether the client wants a version to be there. */
  boolean wantsOne() {
    return match != null;
  }

  /** Refuses a write of a document that is in the wrong version, or that is not there. */
  void checkWrite(Optional<Etag> current) {
    boolean isMet = current
        .map(etag -> (match == null || match.hasStrong(etag))
            && (noneMatch == null || !noneMatch.hasWeak(etag)))
        .orElse(match == null);
    if (!isMet) {
      throw failed(current);
    }
  }

  /** Tells whether a reader has the version already; refuses one who wants another. */
  boolean isKnown(Etag current) {
    if (match != null && !match.hasStrong(current)) {
      throw failed(Optional.of(current));
    }
    return noneMatch != null && noneMatch.hasWeak(current);
  }

  private static RemoteStorageException failed(Optional<Etag> current) {
    var detail = current.map(etag -> new Detail("ETag", etag.quoted())).orElse(Detail.NONE);
    return RemoteStorageError.PRECONDITION_FAILED.exception("the version is another", detail);
  }
}
