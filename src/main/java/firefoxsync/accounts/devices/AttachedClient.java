// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.RefreshTokens.RefreshToken;
import firefoxsync.accounts.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that is signed in: a session, a refresh token, or both when one came from the other. */
record AttachedClient(
    @Nullable Session session, @Nullable RefreshToken token, @Nullable Device device) {
  AttachedClient {
    if (session == null && token == null) {
      throw new IllegalArgumentException("neither session nor refresh token");
    }
  }

  boolean isSession(String id) {
    return session != null && session.id().equals(id);
  }

  boolean isToken(String id) {
    return token != null && token.id().equals(id);
  }

  boolean isDevice(String id) {
    return device != null && device.id().equals(id);
  }

  /** Returns what people call it, when somebody named it. */
  Optional<String> name() {
    return device != null && !device.name().isEmpty()
        ? Optional.of(device.name())
        : Optional.ofNullable(token).map(RefreshToken::clientName);
  }

  long createdAt() {
    if (session != null) {
      return session.createdAt();
    }
    return token == null ? 0 : token.createdAt();
  }

  long lastAccessAt() {
    long ofSession = session == null ? 0 : session.lastAccessAt();
    long ofToken = token == null ? 0 : token.lastUsedAt();
    long ofDevice = device == null ? 0 : device.lastAccessAt();
    return Math.max(ofDevice, Math.max(ofSession, ofToken));
  }
}
