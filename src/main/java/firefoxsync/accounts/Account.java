// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

/**
 * An account of this server.
 *
 * @param id 32 hexadecimal digits, random
 * @param clientSalt what the browser stretches the password with
 * @param generation milliseconds, grows with each change of the password
 * @param keysChangedAt milliseconds, grows only when kB itself changes
 * @param createdAt milliseconds
 */
public record Account(
    String id,
    EmailAddress email,
    String clientSalt,
    long generation,
    long keysChangedAt,
    long createdAt) {}
