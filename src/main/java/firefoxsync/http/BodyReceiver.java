// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/**
 * Takes one request's body as it comes, in pieces of one length but for the last. Each call is made on a worker, one after the other; between
 * them no worker is held, and no more is read from the client than the next piece.
 */
public interface BodyReceiver {
  /** The length of the pieces where the route asks for them. */
  int PIECE_BYTES = 256 * 1024;

  /**
   * Takes a piece that is not the last. When it throws, the request ends with
   * what the route's {@link ErrorFormat} makes of that.
   */
  void take(byte[] piece);

  /** Takes the rest, which may be empty: the body is complete, and this is its answer. */
  Response finish(byte[] rest);

  /**
   * Forgets the pieces. Called once after pieces were taken, whatever became of the request, so it
   * does nothing when all was finished. Should the process end first, it never comes.
   */
  void abandon();
}
