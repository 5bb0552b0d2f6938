// SPDX-License-Identifier: MPL-2.0
package firefoxsync.http;

/**
 * A request as its head announces it.
 *
 * @param hasBody whether a body follows
 * @param announced its length; -1 when it comes in chunks
 * @param expectsContinue whether the client waits for a word before it sends the body
 * @param isKeepAlive whether the client may send another request afterwards
 * @param isOld whether it speaks HTTP/1.0
 */
record Incoming(
    RequestHead head,
    boolean hasBody,
    long announced,
    boolean expectsContinue,
    boolean isKeepAlive,
    boolean isOld) {
  /** Tells whether an unwanted body is so small that reading it is better than closing. */
  boolean isWorthDraining() {
    return !expectsContinue && announced >= 0 && announced <= HttpLimits.DRAIN_BYTES_MAX;
  }

  boolean isHead() {
    return head.method().equals("HEAD");
  }
}
