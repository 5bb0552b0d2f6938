// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import org.jspecify.annotations.Nullable;

/**
 * What a token that changes a password stands for.
 *
 * @param sessionId the session that asked, if any: its device goes over to the next one
 * @param dropsSecondStep whether the second step of signing in ends with it
 * @param expiresAt milliseconds
 */
record PasswordToken(
    AccountToken.Kind kind,
    String accountId,
    @Nullable String sessionId,
    boolean dropsSecondStep,
    long expiresAt) {}
