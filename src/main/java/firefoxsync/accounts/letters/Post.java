// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.letters;

/** Codes, how they are sent, and how often. */
public record Post(MailedCodes codes, AccountLetters letters, LetterLimits limits) {}
