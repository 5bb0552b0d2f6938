// SPDX-License-Identifier: MPL-2.0
package firefoxsync.bench;

/**
 * One request to be sent with its credential.
 *
 * @param uid whose storage; 0 where a token says it
 * @param path below the user's storage, with its query; whole where there is a token
 * @param body empty for none
 * @param token that opens documents; empty for what is signed
 */
record Call(long uid, String method, String path, byte[] body, String token) {
  private static final byte[] NONE = {};

  static Call get(long uid, String path) {
    return new Call(uid, "GET", path, NONE, "");
  }

  static Call put(long uid, String path, byte[] body) {
    return new Call(uid, "PUT", path, body, "");
  }

  static Call delete(long uid, String path) {
    return new Call(uid, "DELETE", path, NONE, "");
  }

  static Call post(long uid, String path, byte[] body) {
    return new Call(uid, "POST", path, body, "");
  }

  static Call getDocument(DocumentOwner owner, String path) {
    return new Call(0, "GET", owner.root() + path, NONE, owner.token());
  }

  static Call putDocument(DocumentOwner owner, String path, byte[] body) {
    return new Call(0, "PUT", owner.root() + path, body, owner.token());
  }
}
