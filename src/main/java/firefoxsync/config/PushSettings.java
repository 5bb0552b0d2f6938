// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.util.List;

/**
 * Messages to browsers through push services.
 *
 * @param enabled whether any are sent
 * @param hosts through which services alone
 */
public record PushSettings(boolean enabled, List<PushHost> hosts) {
  /** Keeps a copy of the list. */
  public PushSettings {
    hosts = List.copyOf(hosts);
  }
}
