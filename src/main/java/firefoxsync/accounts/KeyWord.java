// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** The prefix that the account protocol puts before every label and salt. */
final class KeyWord {
  private static final String PREFIX = "identity.mozilla.com/picl/v1/";

  private KeyWord() {}

  /** Returns the whole label. */
  static String of(String name) {
    return PREFIX + name;
  }
}
