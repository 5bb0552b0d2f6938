// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** Answers one route. Runs on a worker thread and may block. */
@FunctionalInterface
public interface Handler {
  /** Answers, or throws its folder's exception, which the table's {@link ErrorFormat} writes. */
  Response handle(Request request);
}
