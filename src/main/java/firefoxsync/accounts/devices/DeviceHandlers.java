// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.Fields;
import firefoxsync.http.JsonObject;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.LinkedHashMap;
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
    var change = change(Fields.of(request).json());
    return Response.json(members(devices.put(DeviceAuth.owner(request), change)));
  }

  Response list(Request request) {
    var owner = DeviceAuth.owner(request);
    long idleBefore = number(request, "filterIdleDevicesTimestamp").orElse(0);
    return Response.json(devices.ofAccount(owner.accountId()).stream()
        .filter(device -> isCurrent(device, owner) || device.lastAccessAt() >= idleBefore)
        .map(device -> listed(device, owner))
        .toList());
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

  private static DeviceChange change(JsonObject body) {
    var type = body.string("type");
    return new DeviceChange(
        body.string("id").orElse(null),
        body.string("name").orElse(null),
        type.map(word -> DeviceType.of(word).orElseThrow(() -> Fields.invalid("type")))
            .orElse(null),
        body.object("availableCommands").map(DeviceHandlers::texts).orElse(null));
  }

  private static Map<String, String> texts(JsonObject object) {
    var texts = new LinkedHashMap<String, String>();
    for (var name : object.names()) {
      object.string(name).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  private static Map<String, @Nullable Object> members(Device device) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("id", device.id());
    members.put("name", device.name());
    members.put("type", device.type().word());
    members.put("createdAt", device.createdAt());
    // Push is not sent. A browser that reads null here registers and asks for commands each time it
    // looks at the list, and so gets its tabs without push.
    members.put("pushCallback", null);
    members.put("pushPublicKey", null);
    members.put("pushAuthKey", null);
    members.put("pushEndpointExpired", false);
    members.put("availableCommands", device.commands());
    return members;
  }

  private static Map<String, @Nullable Object> listed(Device device, DeviceOwner owner) {
    var members = members(device);
    members.put("isCurrentDevice", isCurrent(device, owner));
    members.put("lastAccessTime", device.lastAccessAt());
    members.put("location", Map.of());
    return members;
  }

  private static boolean isCurrent(Device device, DeviceOwner owner) {
    return device.ownerId().equals(owner.id());
  }

  /** Returns a parameter of the query that is an integer. */
  static OptionalLong number(Request request, String name) {
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
