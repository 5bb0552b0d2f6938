// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.crypto.Seal;
import firefoxsync.people.CarriedTable;
import firefoxsync.remotelog.LogGround.Linked;
import java.util.List;
import java.util.Optional;

/** Keeps people's accounts beside their data, sealed under the master secret. */
final class AccountKeeper {
  private static final int KEPT = 2;

  private final LogGround ground;
  private final Seal seal;
  private final List<CarriedTable> tables;

  AccountKeeper(LogGround ground, Seal seal, List<CarriedTable> tables) {
    this.ground = ground;
    this.seal = seal;
    this.tables = tables;
  }

  /** Tells whether the account has changed since it was kept last. */
  boolean isDue(Linked linked) {
    return changed(linked).isPresent();
  }

  private Optional<byte[]> changed(Linked linked) {
    var log = linked.log();
    var keys = log.keys();
    if (keys == null || log.number() == 0) {
      return Optional.empty();
    }
    var rows = ground.database().read(tx -> AccountRecord.read(tx, log.person(), tables));
    var keyHex = linked.link().secret().keyHex();
    var text = new AccountRecord(log.person(), log.uid(), keys, keyHex, rows).text();
    boolean isKept = ground.database().read(tx -> new LogStore(tx)
        .isRecordCurrent(log.uid(), AccountRecord.digest(text)));
    // Without a row there is nobody whom it could bring back.
    return isKept || rows.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** Keeps the account if it has changed since it was kept last. */
  void keep(Linked linked, Provider provider) {
    var text = changed(linked);
    if (text.isPresent()) {
      keep(linked.log(), provider, text.get());
    }
  }

  private void keep(StoreLog log, Provider provider, byte[] text) {
    var path = log.paths().account(log.number());
    var sealed = seal.seal(text, log.storeId());
    if (!provider.create(path, sealed)) {
      // The account changed twice between two commits.
      provider.replace(path, sealed, provider.get(path).flatMap(Provider.Fetched::etag));
    }
    StorePaths.numbers(provider.list(log.paths().accounts())).stream()
        .skip(KEPT)
        .forEach(number -> provider.delete(log.paths().account(number)));
    ground.change(log.uid(), logs -> logs.saveRecord(log.uid(), AccountRecord.digest(text)));
  }

  /** Returns the newest account of a store that the master secret opens. */
  Optional<AccountRecord> find(StorePaths paths, Provider provider) {
    for (long number : StorePaths.numbers(provider.list(paths.accounts()))) {
      var opened = provider
          .get(paths.account(number))
          .flatMap(found -> seal.open(found.bytes(), paths.storeId()));
      if (opened.isPresent()) {
        return Optional.of(AccountRecord.parse(opened.get(), tables));
      }
    }
    return Optional.empty();
  }

  List<CarriedTable> tables() {
    return tables;
  }
}
