// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

/**
 * This server's own accounts.
 *
 * @param enabled whether there are any
 * @param signUp who may make one
 */
public record AccountsSettings(boolean enabled, SignUp signUp) {}
