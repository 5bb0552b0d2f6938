// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

/**
 * One request to be signed and sent.
 *
 * @param uid whose storage
 * @param path below the user's storage, with its query
 * @param body empty for none
 */
record Call(long uid, String method, String path, byte[] body) {
  private static final byte[] NONE = {};

  static Call get(long uid, String path) {
    return new Call(uid, "GET", path, NONE);
  }

  static Call put(long uid, String path, byte[] body) {
    return new Call(uid, "PUT", path, body);
  }

  static Call post(long uid, String path, byte[] body) {
    return new Call(uid, "POST", path, body);
  }
}
