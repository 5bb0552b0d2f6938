// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the daemon may ask, when something has it ask at all.
 *
 * @param allowHosts hosts that may be asked although their addresses are private, and without the proxy
 * @param proxy through which all others are asked; straight when null
 */
public record OutgoingSettings(List<String> allowHosts, @Nullable URI proxy) {
  /** Keeps a copy of the list. */
  public OutgoingSettings {
    allowHosts = List.copyOf(allowHosts);
  }
}
