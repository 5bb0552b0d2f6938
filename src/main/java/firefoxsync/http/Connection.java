// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/** Somebody who is connected, in whatever version of HTTP. */
interface Connection {
  /** Ends it once what was begun is answered. May be called from any thread. */
  void stop();

  /** Ends what takes too long. Called now and then by the event loop. */
  void watch();
}
