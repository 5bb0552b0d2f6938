// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.remotelog.ProviderLink.Renewal;
import org.jspecify.annotations.Nullable;

/**
 * What a storage gave so that this server may act there.
 *
 * @param renewal how another token is had; null when this one lasts
 */
public record Grant(String token, @Nullable Renewal renewal) {
  /** A token that lasts, as far as is known. */
  public static Grant lasting(String token) {
    return new Grant(token, null);
  }

  @Override
  public String toString() {
    return "Grant[]";
  }
}
