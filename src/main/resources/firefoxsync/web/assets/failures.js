// SPDX-License-Identifier: MPL-2.0
// What can fail in a page itself, apart from server and browser.

/** The person kept this profile apart from the account. */
export class NotLinked extends Error {}

/** The characters are not a recovery key: one is missing or mistyped. */
export class NoRecoveryKey extends Error {}
