// SPDX-License-Identifier: MPL-2.0
package firefoxsync.people;

/** What a feature lets people in with: sessions, tokens, links that give power. */
@FunctionalInterface
public interface Passes {
  /** Ends every one of everybody's, for good. Safe to repeat. */
  void revokeAll();
}
