// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Everything that was set, or holds because it was not.
 *
 * @param publicUrl how the world reaches the daemon
 * @param listen addresses to listen on, at least one
 * @param trustedProxies who may say on whose behalf a request comes
 * @param masterSecrets the administrator's secrets, newest first
 * @param database where everything is kept
 * @param accounts this server's own accounts
 * @param mozilla accounts elsewhere, at Mozilla
 * @param sync Sync storage
 * @param outgoing whom the daemon may ask
 * @param log what the daemon says
 */
public record Config(
    PublicUrl publicUrl,
    List<InetSocketAddress> listen,
    List<AddressRange> trustedProxies,
    SecretLines masterSecrets,
    DatabaseSettings database,
    AccountsSettings accounts,
    MozillaAccountsSettings mozilla,
    SyncSettings sync,
    OutgoingSettings outgoing,
    LogSettings log) {
  /** Keeps copies of the lists. */
  public Config {
    listen = List.copyOf(listen);
    trustedProxies = List.copyOf(trustedProxies);
  }
}
