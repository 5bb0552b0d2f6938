// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.AccountException;
import firefoxsync.http.Response;

/** What whoever guessed too often is told, in the words of each protocol. */
public final class TooManyGuesses {
  private TooManyGuesses() {}

  /** Returns the answer with when to come back. */
  public static Response answer(AccountException limited, Response answer) {
    return limited
        .retryAfterSeconds()
        .map(seconds -> answer.header("Retry-After", Long.toString(seconds)))
        .orElse(answer);
  }
}
