// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/** What a browser sends to make an account. */
record NewAccount(EmailAddress email, NewPassword password) {}
