// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.database.Transaction;

/** Judges, in the transaction that makes an account, whether it may be made. */
@FunctionalInterface
public interface Admission {
  /** Admits whoever asks. */
  Admission OF_ANYBODY = (transaction, accountId) -> false;

  /**
   * Admits the person and tells whether she owns this server.
   *
   * @throws AccountException when she may not come in
   */
  boolean admit(Transaction transaction, String accountId);
}
