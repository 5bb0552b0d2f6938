// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage;

/** Why remoteStorage refuses a request. */
enum RemoteStorageError {
  /** The path has a name that nothing can have, or is not encoded as it should be. */
  BAD_PATH(400, "bad path"),
  /** Only documents are written and deleted. */
  NOT_A_DOCUMENT(400, "not a document"),
  /** A header that the request should not have, or that makes no sense. */
  BAD_HEADER(400, "bad header"),
  /** No credential that anybody here knows. */
  NO_CREDENTIAL(401, "a token is needed"),
  /** A credential that is unknown, expired or revoked. */
  INVALID_CREDENTIAL(401, "the token is not valid"),
  /** A good credential for something else. */
  INSUFFICIENT_SCOPE(403, "the token does not reach this"),
  /** No such document. */
  NOT_FOUND(404, "not found"),
  /** A document where the path wants a folder, or the other way round. */
  NAME_TAKEN(409, "a document and a folder cannot share a name"),
  /** The document is not in the version that the client named. */
  PRECONDITION_FAILED(412, "precondition failed"),
  /** The path is longer than any that is kept. */
  PATH_TOO_LONG(414, "path too long"),
  /** No such bytes. */
  RANGE_NOT_SATISFIABLE(416, "no such range"),
  /** Documents are at an origin of their own. */
  MISDIRECTED(421, "documents are at another origin"),
  /** Somebody without a credential reads, or guesses, too fast. */
  TOO_MANY_REQUESTS(429, "too many requests"),
  /** A person sends too many long documents at once. */
  TOO_MANY_UPLOADS(503, "too many uploads at once"),
  /** The person may not keep so much. */
  OVER_QUOTA(507, "over quota");

  private final int status;
  private final String text;

  RemoteStorageError(int status, String text) {
    this.status = status;
    this.text = text;
  }

  int status() {
    return status;
  }

  /** Returns what a person may read who looks at the answer. */
  String text() {
    return text;
  }

  /** Returns the refusal; its reason is for the log alone. */
  RemoteStorageException exception(String reason) {
    return new RemoteStorageException(this, reason, Detail.NONE);
  }

  /** Returns the refusal with what the answer's headers tell beside it. */
  RemoteStorageException exception(String reason, Detail detail) {
    return new RemoteStorageException(this, reason, detail);
  }

  /** A header of a refusal; none when the name is empty. */
  record Detail(String name, String value) {
    static final Detail NONE = new Detail("", "");
  }
}
