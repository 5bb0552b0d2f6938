// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.accounts.letters.AccountLetters;
import firefoxsync.crypto.Hmac;
import firefoxsync.database.Transaction;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Where people signed in from before. When strangers try too often, those who come from there are
 * still let in. Networks are kept as keyed hashes: the table tells nobody where a person lives.
 */
final class FamiliarNetworks {
  private static final int PER_ACCOUNT_MAX = 20;
  private static final Duration MEMORY = Duration.ofDays(180);

  private final Ground ground;
  private final AccountLetters letters;
  private final byte[] key;

  FamiliarNetworks(Ground ground, byte[] instanceSecret, AccountLetters letters) {
    this.ground = ground;
    this.letters = letters;
    this.key = Hmac.sha256(instanceSecret, "firefox-sync/familiar-network".getBytes(UTF_8));
  }

  /** Tells whether a person signed in from the network within the last months. */
  boolean knows(String accountId, String network) {
    long since = ground.now() - MEMORY.toMillis();
    return ground.database().read(transaction -> new FamiliarNetworkStore(transaction)
        .isKnown(accountId, hash(network), since));
  }

  /** Remembers where a person showed her password, and writes to her when that place is new. */
  void greet(Account account, Visitor visitor, boolean isKnown) {
    remember(account.id(), visitor.network());
    if (!isKnown) {
      letters.newNetwork(account, visitor);
    }
  }

  /** Remembers that a person signed in from the network. */
  void remember(String accountId, String network) {
    ground.database().write(transaction -> remember(transaction, accountId, network));
  }

  private boolean remember(Transaction transaction, String accountId, String network) {
    var store = new FamiliarNetworkStore(transaction);
    store.put(accountId, hash(network), ground.now());
    store.deleteBeyond(PER_ACCOUNT_MAX, accountId);
    return true;
  }

  private String hash(String network) {
    return HexFormat.of().formatHex(Hmac.sha256(key, network.getBytes(UTF_8)));
  }
}
