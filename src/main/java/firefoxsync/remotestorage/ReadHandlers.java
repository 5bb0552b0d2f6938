// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.http.Body;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;
import firefoxsync.http.Spool;
import java.util.Optional;

/**
 * GET and HEAD of documents and folders. Each answer is of one snapshot, the same that said that the
 * client may read.
 */
final class ReadHandlers {
  private final StorageAuth auth;
  private final FolderListings listings;
  private final Spool spool;
  private final PublicReads publicReads;

  ReadHandlers(StorageAuth auth, Spool spool, PublicReads publicReads) {
    this.auth = auth;
    this.listings = new FolderListings(spool);
    this.spool = spool;
    this.publicReads = publicReads;
  }

  /** Sends a document, or the listing of a folder, unless the client has that version. */
  Response get(Request request) {
    var head = request.head();
    return auth.read(head, (target, snapshot) -> {
      var tree = Documents.tree(snapshot, target.owner());
      var preconditions = WriteHandlers.preconditions(head);
      return target.path().isFolder()
          ? folder(target, tree, preconditions)
          : document(head, target, tree, preconditions);
    });
  }

  /** A folder that holds nothing is no different from one that never was. */
  private Response folder(StorageTarget target, DocumentTree tree, Preconditions preconditions) {
    var etag = tree.node(target.path())
        .filter(Folder.class::isInstance)
        .map(Node::etag)
        .orElse(Etag.NOTHING);
    if (preconditions.isKnown(etag)) {
      return versioned(Response.of(304), etag, target);
    }
    var body = listings.of(target.owner(), tree, target.path(), etag);
    return versioned(Response.of(200, FolderDescription.MEDIA_TYPE, body), etag, target);
  }

  private Response document(
      RequestHead head, StorageTarget target, DocumentTree tree, Preconditions preconditions) {
    var found = Documents.document(tree, target.path());
    if (found.isEmpty()) {
      if (target.isByStranger()) {
        publicReads.missed(head.clientAddress());
      }
      throw RemoteStorageError.NOT_FOUND.exception("no such document");
    }
    var document = found.get();
    if (preconditions.isKnown(document.etag())) {
      return described(Response.of(304), document, target);
    }
    if (head.method().equals("HEAD")) {
      return described(answer(200, document, Body.unsent(document.length())), document, target);
    }
    var range = range(head, document);
    if (range.isEmpty()) {
      var body = body(tree, document, ByteRange.whole(document.length()));
      return described(answer(200, document, body), document, target);
    }
    var answer = answer(206, document, body(tree, document, range.get()));
    var contentRange =
        "bytes %d-%d/%d".formatted(range.get().first(), range.get().last(), document.length());
    return described(answer.header("Content-Range", contentRange), document, target);
  }

  /** Returns the part that is wanted, if it is one of this very version. */
  private static Optional<ByteRange> range(RequestHead head, Document document) {
    boolean isOfThisVersion = head.header("If-Range")
        .map(value -> value.equals(document.etag().quoted()))
        .orElse(true);
    return head.header("Range")
        .filter(value -> isOfThisVersion)
        .flatMap(value -> RangeHeader.parse(value, document.length()));
  }

  /** Takes the bytes out of the database at once: whoever reads slowly holds no snapshot of it. */
  private Body body(DocumentTree tree, Document document, ByteRange range) {
    try (var out = spool.open()) {
      tree.content(document, range, out::write);
      return out.body();
    }
  }

  private static Response answer(int status, Document document, Body body) {
    return Response.of(status, document.contentType(), body);
  }

  private static Response described(Response answer, Document document, StorageTarget target) {
    return versioned(answer, document.etag(), target)
        .header("Last-Modified", HttpDate.of(document.modifiedAt()))
        .header("Accept-Ranges", "bytes")
        // What people keep here must not act in the name of this origin.
        .header("Content-Security-Policy", "sandbox");
  }

  private static Response versioned(Response answer, Etag etag, StorageTarget target) {
    boolean isOpen = target.path().isPublic() && !target.path().isFolder();
    return answer
        .header("ETag", etag.quoted())
        .header("Cache-Control", isOpen ? "no-cache, public" : "no-cache");
  }
}
