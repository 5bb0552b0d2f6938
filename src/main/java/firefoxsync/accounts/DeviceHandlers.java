// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts;

import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /account/device…}: the browsers of a person, as they see each other. */
final class DeviceHandlers {
  private final Devices devices;

  DeviceHandlers(Devices devices) {
    this.devices = devices;
  }

  Response put(Request request) {
    var change = Fields.of(request).deviceChange();
    return Response.json(members(devices.put(SessionAuth.session(request), change)));
  }

  Response list(Request request) {
    var session = SessionAuth.session(request);
    long idleBefore = number(request, "filterIdleDevicesTimestamp").orElse(0);
    return Response.json(devices.ofAccount(session.accountId()).stream()
        .filter(device -> isCurrent(device, session) || device.lastAccessAt() >= idleBefore)
        .map(device -> listed(device, session))
        .toList());
  }

  Response destroy(Request request) {
    var id = Fields.of(request).json().requireString("id");
    DeviceChange.checkId(id);
    devices.destroy(SessionAuth.session(request).accountId(), id);
    return Response.json(Map.of());
  }

  /** Takes a message to other devices and drops it: there is no push that could carry it. */
  Response notify(Request request) {
    var fields = Fields.of(request);
    if (!fields.has("to")) {
      throw Fields.missing("to");
    }
    if (fields.json().object("payload").isEmpty()) {
      throw Fields.missing("payload");
    }
    return Response.json(Map.of());
  }

  /** Answers that no command waits. */
  Response commands(Request request) {
    long index = number(request, "index").orElse(0);
    return Response.json(Map.of("index", index, "last", true, "messages", List.of()));
  }

  private static Map<String, @Nullable Object> members(Device device) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("id", device.id());
    members.put("name", device.name());
    members.put("type", device.type().word());
    members.put("createdAt", device.createdAt());
    members.put("pushCallback", null);
    members.put("pushPublicKey", null);
    members.put("pushAuthKey", null);
    members.put("pushEndpointExpired", false);
    members.put("availableCommands", device.commands());
    return members;
  }

  private static Map<String, @Nullable Object> listed(Device device, Session session) {
    var members = members(device);
    members.put("isCurrentDevice", isCurrent(device, session));
    members.put("lastAccessTime", device.lastAccessAt());
    members.put("location", Map.of());
    return members;
  }

  private static boolean isCurrent(Device device, Session session) {
    return device.sessionId().equals(session.id());
  }

  private static OptionalLong number(Request request, String name) {
    var text = request.head().query().first(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(text.get()));
    } catch (NumberFormatException e) {
      throw Fields.invalid(name);
    }
  }
}
