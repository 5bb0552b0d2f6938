// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

import firefoxsync.http.BodyReceiver;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import firefoxsync.http.Response;

/** PUT and DELETE of documents. */
final class WriteHandlers {
  private static final String DEFAULT_TYPE = "application/octet-stream";
  private static final int TYPE_CHARACTERS_MAX = 255;

  private final Documents documents;

  WriteHandlers(Documents documents) {
    this.documents = documents;
  }

  /** Returns in which version the client wants the document to be. */
  static Preconditions preconditions(RequestHead head) {
    return Preconditions.parse(head.headers().all("If-Match"), head.headers().all("If-None-Match"));
  }

  /** Judges what the head tells, and takes the document as it comes. */
  BodyReceiver put(RequestHead head) {
    var target = documentOf(head);
    // A part would be taken for the whole (RFC 9110, section 14.5).
    if (head.header("Content-Range").isPresent()) {
      throw RemoteStorageError.BAD_HEADER.exception("Content-Range on PUT");
    }
    var wanted =
        new NewDocument(target.owner(), target.path(), contentType(head), preconditions(head));
    var upload = isShort(head)
        ? documents.beginShort(wanted)
        : documents.begin(wanted, head.contentLength());
    return new Receiver(head, upload);
  }

  /** Of a short body that comes anyway nothing is saved by judging the head alone. */
  private static boolean isShort(RequestHead head) {
    return head.contentLength().orElse(Long.MAX_VALUE) <= NewContent.PIECE_BYTES
        && head.header("Expect").isEmpty();
  }

  /** Deletes the document. */
  Response delete(Request request) {
    var target = documentOf(request.head());
    var etag = documents.delete(target.owner(), target.path(), preconditions(request.head()));
    return Response.of(200).header("ETag", etag.quoted());
  }

  private static StorageTarget documentOf(RequestHead head) {
    var target = StorageAuth.target(head);
    if (target.path().isFolder()) {
      throw RemoteStorageError.NOT_A_DOCUMENT.exception("the path ends in a slash");
    }
    return target;
  }

  /** What kind of document it is, is between apps; so it stays as it came. */
  private static String contentType(RequestHead head) {
    var type = head.header("Content-Type").orElse(DEFAULT_TYPE);
    boolean isText = type.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff);
    if (type.length() > TYPE_CHARACTERS_MAX || !isText) {
      throw RemoteStorageError.BAD_HEADER.exception("no type to keep");
    }
    return type;
  }

  /** Hands the pieces of one document on. */
  private record Receiver(RequestHead head, Upload upload) implements BodyReceiver {
    @Override
    public void take(byte[] piece) {
      StorageAuth.signed(head).ifPresent(body -> body.add(piece));
      upload.add(piece);
    }

    @Override
    public Response finish(byte[] rest) {
      StorageAuth.signed(head).ifPresent(body -> StorageAuth.checkEnd(head, body, rest));
      var written = upload.finish(rest);
      return Response.of(written.isNew() ? 201 : 200)
          .header("ETag", written.etag().quoted());
    }

    @Override
    public void abandon() {
      upload.abandon();
    }
  }
}
