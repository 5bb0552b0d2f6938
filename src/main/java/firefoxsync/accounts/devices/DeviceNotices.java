// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.Ground;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Json;
import firefoxsync.push.PushChannel;
import firefoxsync.push.PushMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person's browsers what happened to her account, by push. A message is a hint to look: what
 * is lost is found at the next sync.
 */
public final class DeviceNotices {
  private static final Duration LIFE = Duration.ofDays(1);

  private final Ground ground;
  private final PushChannel channel;
  private final PublicUrl publicUrl;

  /** Takes the way to browsers. */
  public DeviceNotices(Ground ground, PushChannel channel, PublicUrl publicUrl) {
    this.ground = ground;
    this.channel = channel;
    this.publicUrl = publicUrl;
  }

  /** Tells whether messages may be sent there. */
  boolean reaches(PushAddress address) {
    return channel.reaches(address.subscription());
  }

  /** Returns the devices of an account that can be told something right now. */
  public Audience audience(String accountId) {
    var devices =
        ground.database().read(transaction -> new DeviceStore(transaction).ofAccount(accountId));
    return new Audience(accountId, devices).only(this::canBeTold);
  }

  private boolean canBeTold(Device device) {
    var push = device.push();
    return push != null && !push.isExpired() && reaches(push);
  }

  void deviceConnected(DeviceOwner owner, Device connected) {
    tell(
        audience(owner.accountId()).only(device -> !device.id().equals(connected.id())),
        "fxaccounts:device_connected",
        Map.of("deviceName", connected.name()));
  }

  /** Tells that a device was signed out, itself too: it forgets its person then. */
  void deviceDisconnected(Audience audience, String deviceId) {
    tell(audience, "fxaccounts:device_disconnected", Map.of("id", deviceId));
  }

  /** Tells a device that something waits for it; false when it will not learn that now. */
  boolean commandReceived(DeviceOwner sender, Device target, SentCommand sent, Duration life) {
    var data = new LinkedHashMap<String, Object>();
    data.put("command", sent.command());
    data.put("index", sent.index());
    data.put("sender", sent.senderId() == null ? "" : sent.senderId());
    data.put(
        "url",
        "%s/auth/v1/account/device/commands?index=%d&limit=1"
            .formatted(publicUrl.base(), sent.index()));
    var audience = audience(sender.accountId()).only(device -> device.id().equals(target.id()));
    return tell(audience, message("fxaccounts:command_received", data, life));
  }

  /** Tells that what others see of a person changed. */
  public void profileUpdated(String accountId) {
    tell(audience(accountId), "fxaccounts:profile_updated", null);
  }

  /** Tells that the password changed, to all but the one that speaks with the session. */
  public void passwordChanged(Audience audience, @Nullable String sessionId) {
    tell(
        audience.only(device -> !device.ownerId().equals(sessionId)),
        "fxaccounts:password_changed",
        null);
  }

  /** Tells that the password was reset. */
  public void passwordReset(Audience audience) {
    tell(audience, "fxaccounts:password_reset", null);
  }

  /** Tells that the account is gone. */
  public void accountDestroyed(Audience audience) {
    tell(audience, "fxaccounts:account_destroyed", Map.of("uid", audience.accountId()));
  }

  private void tell(Audience audience, String command, @Nullable Map<String, Object> data) {
    tell(audience, message(command, data, LIFE));
  }

  private static PushMessage message(
      String command, @Nullable Map<String, Object> data, Duration life) {
    var members = new LinkedHashMap<String, Object>();
    members.put("version", 1);
    members.put("command", command);
    if (data != null) {
      members.put("data", data);
    }
    return new PushMessage(Json.write(members), life);
  }

  /** Sends a message to each; true when all of them are on their way, and there is one. */
  boolean tell(Audience audience, PushMessage message) {
    boolean isSent = !audience.devices().isEmpty();
    for (var device : audience.devices()) {
      isSent &= tell(audience.accountId(), device, message);
    }
    return isSent;
  }

  private boolean tell(String accountId, Device device, PushMessage message) {
    var push = device.push();
    if (push == null) {
      return false;
    }
    var subscription = push.subscription();
    return channel.send(message, subscription, () -> ground.database().write(transaction -> {
      new DeviceStore(transaction).expirePush(accountId, device.id(), subscription.endpoint());
      return true;
    }));
  }
}
