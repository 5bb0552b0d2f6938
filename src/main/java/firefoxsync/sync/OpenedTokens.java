// SPDX-License-Identifier: MPL-2.0
package firefoxsync.sync;

import firefoxsync.crypto.MasterSecret;
import firefoxsync.token.SyncToken;
import firefoxsync.token.SyncToken.Opened;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens storage tokens, and remembers the last ones: a browser sends the same id for an hour, and
 * what an id says can never change. Whether it has expired is for the caller to judge each time.
 */
final class OpenedTokens {
  private static final int REMEMBERED_MAX = 1024;

  private final MasterSecret master;

  // Mutable state, guarded by itself; strangers' ids never get in
  private final Map<String, Opened> remembered = new LinkedHashMap<>(64, 0.75f, true);

  /** Takes the secrets of which one must have signed a token. */
  OpenedTokens(MasterSecret master) {
    this.master = master;
  }

  /** Opens an id that any of the secrets signed; empty when none did. */
  Optional<Opened> open(String id) {
    synchronized (remembered) {
      var known = remembered.get(id);
      if (known != null) {
        return Optional.of(known);
      }
    }
    var opened = SyncToken.open(id, master);
    opened.ifPresent(token -> remember(id, token));
    return opened;
  }

  private void remember(String id, Opened token) {
    synchronized (remembered) {
      remembered.put(id, token);
      if (remembered.size() > REMEMBERED_MAX) {
        var oldest = remembered.keySet().iterator();
        oldest.next();
        oldest.remove();
      }
    }
  }
}
