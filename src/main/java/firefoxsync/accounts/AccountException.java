// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts API refuses a request. */
public final class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final AccountError error;
  private final transient Map<String, Object> extras;

  AccountException(AccountError error, String reason) {
    this(error, reason, Map.of());
  }

  private AccountException(AccountError error, String reason, Map<String, Object> extras) {
    super(reason);
    this.error = error;
    this.extras = extras;
  }

  /** Returns this exception with one more member in its answer, such as {@code deviceId}. */
  public AccountException with(String name, Object value) {
    var more = new LinkedHashMap<>(extras);
    more.put(name, value);
    return new AccountException(error, String.valueOf(getMessage()), more);
  }

  /** Returns what to answer. */
  public AccountError error() {
    return error;
  }

  /** Returns after how many seconds to try again, for whoever tried too often. */
  public Optional<Long> retryAfterSeconds() {
    return extras.get("retryAfter") instanceof Long seconds
        ? Optional.of(seconds)
        : Optional.empty();
  }

  Map<String, Object> extras() {
    return extras;
  }
}
