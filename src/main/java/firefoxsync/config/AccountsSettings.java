// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/**
 * This server's own accounts.
 *
 * @param enabled whether there are any
 * @param signUp who may make one
 * @param v1Verifiers whether command-line clients may sign in that know the old stretching alone
 */
public record AccountsSettings(boolean enabled, SignUp signUp, boolean v1Verifiers) {}
