// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/**
 * Stands around handlers: authentication, preconditions, headers of every answer. Runs on a worker
 * thread, in the order of the list; a refusal is the folder's own exception.
 */
public interface Filter {
  /** Judges the head, before 100-continue is sent or any byte of the body is read. */
  default void admit(RequestHead head) {}

  /** Judges the whole request, before the handler; not where a {@link StreamHandler} is that. */
  default void check(Request request) {}

  /**
   * Adds to an answer, refusals included. It must not block: when all workers are busy, it runs on
   * the event loop.
   */
  default Response answer(RequestHead head, Response response) {
    return response;
  }
}
