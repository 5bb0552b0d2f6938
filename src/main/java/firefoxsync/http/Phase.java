// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** Where an {@link HttpConnection} is with the request at hand, or between two. */
enum Phase {
  /** Between two requests. */
  IDLE,
  /** Connected, and silent so far. */
  NEW,
  /** Some bytes of a head are there. */
  HEAD,
  /** A worker has the request. */
  WORK,
  /** The admitted body comes. */
  BODY,
  /** The answer goes. */
  SEND,
  /** The rest of a small body that was refused is read and dropped. */
  DRAIN,
  /** All is said; the client may still read it before the connection goes. */
  LINGER
}
