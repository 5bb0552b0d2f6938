// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import org.jspecify.annotations.Nullable;

/**
 * The mail server that letters are handed to.
 *
 * @param host its name or address
 * @param port where it listens
 * @param security how the way to it is guarded
 * @param user under whose name letters are handed over; nobody's when empty
 * @param password null when there is no user
 * @param from the address that letters come from
 */
public record MailSettings(
    String host,
    int port,
    MailSecurity security,
    String user,
    @Nullable SecretLines password,
    String from) {}
