// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /session/…} and the list of what is signed in. */
final class SessionHandlers {
  private final Sessions sessions;
  private final Devices devices;

  SessionHandlers(Sessions sessions, Devices devices) {
    this.sessions = sessions;
    this.devices = devices;
  }

  Response status(Request request) {
    var details = Map.of("accountEmailVerified", true, "sessionVerified", true);
    return Response.json(Map.of(
        "state", "verified", "uid", SessionAuth.session(request).accountId(), "details", details));
  }

  Response destroy(Request request) {
    var session = SessionAuth.session(request);
    var other = Fields.of(request).hashId("customSessionToken").map(AccountToken::storedId);
    if (!sessions.destroy(session.accountId(), other.orElse(session.id()))) {
      throw AccountError.INVALID_TOKEN.exception("no such session");
    }
    return Response.json(Map.of());
  }

  Response attachedClients(Request request) {
    var current = SessionAuth.session(request);
    var known = devices.ofAccount(current.accountId());
    return Response.json(sessions.ofAccount(current.accountId()).stream()
        .map(session -> attachedClient(session, current, deviceOf(session, known)))
        .toList());
  }

  Response destroyAttachedClient(Request request) {
    var accountId = SessionAuth.session(request).accountId();
    var fields = Fields.of(request);
    var sessionId = fields.hashId("sessionTokenId");
    var deviceId = fields.json().string("deviceId");
    if (sessionId.isPresent()) {
      sessions.destroy(accountId, sessionId.get());
    } else if (deviceId.isPresent()) {
      devices.destroy(accountId, deviceId.get());
    } else {
      throw Fields.missing("sessionTokenId");
    }
    return Response.json(Map.of());
  }

  private static Optional<Device> deviceOf(Session session, List<Device> devices) {
    return devices.stream().filter(d -> d.sessionId().equals(session.id())).findFirst();
  }

  private static Map<String, @Nullable Object> attachedClient(
      Session session, Session current, Optional<Device> device) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("clientId", null);
    members.put("sessionTokenId", session.id());
    members.put("refreshTokenId", null);
    members.put("deviceId", device.map(Device::id).orElse(null));
    members.put("deviceType", device.map(d -> d.type().word()).orElse(null));
    members.put("isCurrentSession", session.id().equals(current.id()));
    members.put("name", device.map(Device::name).orElse(null));
    members.put("createdTime", session.createdAt());
    members.put("lastAccessTime", session.lastAccessAt());
    members.put("scope", null);
    members.put("userAgent", session.userAgent());
    members.put("os", null);
    members.put("location", Map.of());
    return members;
  }
}
