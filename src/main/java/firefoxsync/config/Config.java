// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param remoteStorage documents for apps
 * @param tls what every connection begins with; plain when null
 * @param outgoing whom the daemon may ask
 * @param mail the mail server for letters to people; null when there is none
 * @param push messages to browsers
 * @param metricsListen where numbers are told; nowhere when empty
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
    RemoteStorageSettings remoteStorage,
    @Nullable TlsSettings tls,
    OutgoingSettings outgoing,
    @Nullable MailSettings mail,
    PushSettings push,
    List<InetSocketAddress> metricsListen,
    LogSettings log) {
  /** Keeps copies of the lists. */
  public Config {
    listen = List.copyOf(listen);
    trustedProxies = List.copyOf(trustedProxies);
    metricsListen = List.copyOf(metricsListen);
  }
}
