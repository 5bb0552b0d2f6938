// SPDX-License-Identifier: MPL-2.0
package firefoxsync.push;

import firefoxsync.crypto.Seal;
import firefoxsync.database.Database;
import firefoxsync.database.Transaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of this server, made when the first message is sent and kept sealed. Nothing is bound to
 * it, so one that no secret opens any more is replaced.
 */
final class VapidKeys {
  private static final String CONTEXT = "vapid-key";

  private final Database database;
  private final Seal seal;
  private @Nullable VapidKey key;

  VapidKeys(Database database, Seal seal) {
    this.database = database;
    this.seal = seal;
  }

  /** Returns the key. It never changes while this server runs. */
  synchronized VapidKey key() {
    if (key == null) {
      key = database.read(this::find).orElseGet(this::make);
    }
    return key;
  }

  private Optional<VapidKey> find(Transaction transaction) {
    return new VapidKeyStore(transaction)
        .find()
        .filter(seal::isCurrent)
        .flatMap(kept -> seal.open(kept, CONTEXT))
        .map(VapidKey::read);
  }

  private VapidKey make() {
    var fresh = VapidKey.fresh();
    return database.write(transaction -> {
      var store = new VapidKeyStore(transaction);
      // Kept by another process meanwhile, or sealed by an older secret.
      var known = store.find().flatMap(kept -> seal.open(kept, CONTEXT)).map(VapidKey::read);
      var lasting = known.orElse(fresh);
      store.put(seal.seal(lasting.bytes(), CONTEXT));
      return lasting;
    });
  }
}
