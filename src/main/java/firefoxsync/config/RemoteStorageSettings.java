// SPDX-License-Identifier: MPL-2.0
package firefoxsync.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents for apps.
 *
 * @param enabled whether there are any
 * @param origin where documents are served, without a slash at its end; that of {@code public_url}
 *     when null
 * @param maxDocumentBytes the largest document
 * @param tokenLife how long an app may stay connected; zero is until it is disconnected
 * @param scopeMap what a foreign token of a scope may do with documents, in the words of
 *     remoteStorage
 */
public record RemoteStorageSettings(
    boolean enabled,
    @Nullable URI origin,
    long maxDocumentBytes,
    Duration tokenLife,
    Map<String, String> scopeMap) {
  /** Keeps a copy of the map. */
  public RemoteStorageSettings {
    scopeMap = Map.copyOf(scopeMap);
  }
}
