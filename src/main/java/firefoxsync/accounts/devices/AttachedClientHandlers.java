// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.Fields;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The list of what is signed in, and its end. */
final class AttachedClientHandlers {
  private final AttachedClients clients;

  AttachedClientHandlers(AttachedClients clients) {
    this.clients = clients;
  }

  Response list(Request request) {
    var current = SessionAuth.session(request);
    return Response.json(clients.ofAccount(current.accountId()).stream()
            .map(client -> members(client, current))
            .toList())
        .header("X-Timestamp", Long.toString(request.head().received().toEpochMilli()));
  }

  /** Ends the first that is named; one that has gone already is no error. */
  Response destroy(Request request) {
    var accountId = SessionAuth.session(request).accountId();
    var fields = Fields.of(request);
    var sessionId = fields.hashId("sessionTokenId");
    var tokenId = fields.hashId("refreshTokenId");
    var deviceId = fields.json().string("deviceId");
    if (sessionId.isPresent()) {
      clients.end(accountId, client -> client.isSession(sessionId.get()));
    } else if (tokenId.isPresent()) {
      clients.end(accountId, client -> client.isToken(tokenId.get()));
    } else if (deviceId.isPresent()) {
      endDevice(accountId, deviceId.get());
    } else {
      throw Fields.missing("sessionTokenId");
    }
    return Response.json(Map.of());
  }

  Response destroyDevice(Request request) {
    endDevice(DeviceAuth.owner(request).accountId(), Fields.of(request).json().requireString("id"));
    return Response.json(Map.of());
  }

  private void endDevice(String accountId, String deviceId) {
    DeviceChange.checkId(deviceId);
    if (!clients.end(accountId, client -> client.isDevice(deviceId))) {
      throw AccountError.UNKNOWN_DEVICE.exception("no device has this id");
    }
  }

  private static Map<String, @Nullable Object> members(AttachedClient client, Session current) {
    var session = client.session();
    var token = client.token();
    var device = client.device();
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("clientId", token == null ? null : token.clientId());
    members.put("sessionTokenId", session == null ? null : session.id());
    members.put("refreshTokenId", token == null ? null : token.id());
    members.put("deviceId", device == null ? null : device.id());
    members.put("deviceType", device == null ? null : device.type().word());
    members.put("isCurrentSession", client.isSession(current.id()));
    members.put("name", client.name().orElse(null));
    members.put("createdTime", client.createdAt());
    members.put("lastAccessTime", client.lastAccessAt());
    members.put("scope", token == null ? null : List.copyOf(new TreeSet<>(token.scopes())));
    members.put("userAgent", session == null ? "" : session.userAgent());
    members.put("os", null);
    members.put("location", Map.of());
    return members;
  }
}
