// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

/** What a secret of ours is for. Each has a prefix, by which scanners find one that leaked. */
enum TokenKind {
  /** Opens documents. */
  ACCESS("frsa_"),
  /** Buys the next access token, once. */
  REFRESH("frsr_"),
  /** Buys the first access token, once, for whoever knows the verifier. */
  CODE("frsc_");

  private final String prefix;

  TokenKind(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }
}
