// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.crypto.Secrets;
import firefoxsync.database.Database;
import java.time.Clock;

/** What every service of this folder stands on. */
public record Ground(Database database, Secrets secrets, Clock clock) {
  /** Returns the time in milliseconds. */
  public long now() {
    return clock.millis();
  }
}
