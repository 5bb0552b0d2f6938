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
  private final DeviceNotices notices;

  DeviceHandlers(Devices devices, DeviceNotices notices) {
    this.devices = devices;
    this.notices = notices;
  }

  Response put(Request request) {
    var owner = DeviceAuth.owner(request);
    var registered = devices.put(owner, change(Fields.of(request).json()));
    if (registered.isNew()) {
      notices.deviceConnected(owner, registered.device());
    }
    return Response.json(members(registered.device()));
  }

  Response list(Request request) {
    var owner = DeviceAuth.owner(request);
    long idleBefore = number(request, "filterIdleDevicesTimestamp").orElse(0);
    return Response.json(devices.ofAccount(owner.accountId()).stream()
        .filter(device -> isCurrent(device, owner) || device.lastAccessAt() >= idleBefore)
        .map(device -> listed(device, owner))
        .toList());
  }

  /** Takes a message to other devices, for those that push reaches. */
  Response notify(Request request) {
    var owner = DeviceAuth.owner(request);
    var notification = Notification.of(Fields.of(request).json());
    notices.tell(
        notices.audience(owner.accountId()).only(notification::isFor), notification.message());
    return Response.json(Map.of());
  }

  private static DeviceChange change(JsonObject body) {
    var type = body.string("type");
    return new DeviceChange(
        body.string("id").orElse(null),
        body.string("name").orElse(null),
        type.map(word -> DeviceType.of(word).orElseThrow(() -> Fields.invalid("type")))
            .orElse(null),
        body.object("availableCommands").map(DeviceHandlers::texts).orElse(null),
        PushWish.of(body));
  }

  private static Map<String, String> texts(JsonObject object) {
    var texts = new LinkedHashMap<String, String>();
    for (var name : object.names()) {
      object.string(name).ifPresent(text -> texts.put(name, text));
    }
    return texts;
  }

  private Map<String, @Nullable Object> members(Device device) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    members.put("id", device.id());
    members.put("name", device.name());
    members.put("type", device.type().word());
    members.put("createdAt", device.createdAt());
    // A browser that reads null here registers and asks for commands each time it looks at the
    // list,
    // and so gets its tabs without push.
    var push = device.push();
    var reached = push != null && notices.reaches(push) ? push.subscription() : null;
    members.put("pushCallback", reached == null ? null : reached.endpoint());
    members.put("pushPublicKey", reached == null ? null : reached.publicKey());
    members.put("pushAuthKey", reached == null ? null : reached.authSecret());
    members.put("pushEndpointExpired", push != null && push.isExpired());
    members.put("availableCommands", device.commands());
    return members;
  }

  private Map<String, @Nullable Object> listed(Device device, DeviceOwner owner) {
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
