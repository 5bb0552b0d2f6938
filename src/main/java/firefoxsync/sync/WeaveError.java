// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

/** How Sync storage refuses: a status, and mostly a bare number as its body. */
enum WeaveError {
  /** The target was not changed since the time that the client named. */
  NOT_MODIFIED(304, WeaveError.NO_BODY),
  /** Parameters, preconditions, batch ids. */
  BAD_REQUEST(400, 0),
  /** The body is no JSON. */
  MALFORMED_JSON(400, 6),
  /** The body is JSON, but holds no BSO that can be kept. */
  INVALID_BSO(400, 8),
  /** The client announced, or sent, more than a limit allows. */
  SIZE_LIMIT(400, 17),
  /** No token of ours that is valid for this user; clients then fetch another. */
  UNAUTHORIZED(401, 0),
  /** The user's payloads would take more than the quota. */
  OVER_QUOTA(403, 14),
  /** There is no such item. */
  NOT_FOUND(404, 0),
  /** None of the media types that the client takes is one of ours. */
  NOT_ACCEPTABLE(406, 0),
  /** The target was changed since the time that the client named. */
  PRECONDITION_FAILED(412, WeaveError.NO_BODY),
  /** The body's media type is none of ours. */
  UNSUPPORTED_MEDIA_TYPE(415, 0);

  /** The code of an answer without a body. */
  static final int NO_BODY = -1;

  private final int status;
  private final int code;

  WeaveError(int status, int code) {
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  WeaveException exception(String reason) {
    return new WeaveException(this, reason);
  }
}
