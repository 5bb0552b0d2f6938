// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/**
 * A value in words.
 *
 * @param toml as the file has it
 * @param plain as the environment and the command line have it: no quotes, commas between texts
 */
record Spelling(String toml, String plain) {
  /** Spells what somebody wrote. */
  interface Of<S> {
    Spelling of(S written);
  }

  static <R> Spelling of(Kind<R> kind, R value) {
    return new Spelling(kind.spell(value), kind.plain(value));
  }
}
