// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.RefreshTokens;
import firefoxsync.accounts.RefreshTokens.RefreshToken;
import firefoxsync.accounts.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything of a person that is signed in, and how it is signed out. */
public final class AttachedClients {
  private final Sessions sessions;
  private final RefreshTokens tokens;
  private final Devices devices;
  private final DeviceNotices notices;

  /** Takes what signs people in, and tells the others of an end. */
  public AttachedClients(
      Sessions sessions, RefreshTokens tokens, Devices devices, DeviceNotices notices) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.devices = devices;
    this.notices = notices;
  }

  /** Returns all of an account, oldest first, sessions before the rest. */
  List<AttachedClient> ofAccount(String accountId) {
    var rest = new ArrayList<>(tokens.ofAccount(accountId));
    var known = devices.ofAccount(accountId);
    var clients = new ArrayList<AttachedClient>();
    for (var session : sessions.ofAccount(accountId)) {
      var token = first(rest, t -> session.id().equals(t.sessionId()));
      rest.remove(token);
      clients.add(new AttachedClient(session, token, device(known, session.id(), token)));
    }
    rest.forEach(
        token -> clients.add(new AttachedClient(null, token, device(known, token.id(), token))));
    return clients;
  }

  /** Signs out those that fit, devices included; tells whether there was one. */
  boolean end(String accountId, Predicate<AttachedClient> which) {
    var ended = ofAccount(accountId).stream().filter(which).toList();
    var audience = notices.audience(accountId);
    for (var client : ended) {
      if (client.token() != null) {
        tokens.destroy(accountId, client.token().id());
      }
      if (client.session() != null) {
        sessions.destroy(accountId, client.session().id());
      }
      if (client.device() != null) {
        notices.deviceDisconnected(audience, client.device().id());
      }
    }
    return !ended.isEmpty();
  }

  private static @Nullable Device device(
      List<Device> known, String ownerId, @Nullable RefreshToken token) {
    return first(
        known,
        device -> device.ownerId().equals(ownerId)
            || (token != null && device.ownerId().equals(token.id())));
  }

  private static <T> @Nullable T first(List<T> all, Predicate<T> which) {
    return all.stream().filter(which).findFirst().orElse(null);
  }
}
