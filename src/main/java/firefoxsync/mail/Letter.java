// SPDX-License-Identifier: MPL-2.0
package firefoxsync.mail;

/**
 * A letter to one person, in plain text.
 *
 * @param to an e-mail address
 * @param language the tag of its language
 */
public record Letter(String to, String subject, String text, String language) {
  @Override
  public String toString() {
    // Neither addresses nor codes belong into a log.
    return "Letter[…]";
  }
}
