// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

/**
 * A code that was mailed, or that would have been had the address an account.
 *
 * @param codeHash of the code, under a key of this server
 * @param expiresAt milliseconds
 * @param triesLeft how often it may be typed
 */
record MailedCode(String codeHash, long expiresAt, long triesLeft) {}
