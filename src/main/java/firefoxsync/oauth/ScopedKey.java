// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

/**
 * What goes into the key of a scope beside kB.
 *
 * @param rotationTimestamp milliseconds when kB last changed, unrounded: devices must agree on it
 */
record ScopedKey(Scope scope, long rotationTimestamp) {
  /** No secret of ours takes part: the key changes with kB alone. */
  static final String ROTATION_SECRET = "0".repeat(64);
}
