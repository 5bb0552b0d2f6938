// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountErrorFormat;
import firefoxsync.accounts.AccountRoutes;
import firefoxsync.accounts.Ground;
import firefoxsync.accounts.RefreshTokens;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.accounts.Sessions;
import firefoxsync.http.Route;
import firefoxsync.http.RouteTable;
import java.util.List;

/** What a person's browsers ask about each other, under {@code /auth/v1}. */
public final class DeviceRoutes {
  private final Ground ground;
  private final Sessions sessions;
  private final RefreshTokens tokens;
  private final DeviceNotices notices;

  /** Takes what signs people in, and tells their devices of each other. */
  public DeviceRoutes(
      Ground ground, Sessions sessions, RefreshTokens tokens, DeviceNotices notices) {
    this.ground = ground;
    this.sessions = sessions;
    this.tokens = tokens;
    this.notices = notices;
  }

  /** Returns the table. */
  public RouteTable table(SessionAuth session) {
    var devices = new Devices(ground);
    var device = new DeviceHandlers(devices, notices);
    var command = new CommandHandlers(new DeviceCommands(ground), notices);
    var client =
        new AttachedClientHandlers(new AttachedClients(sessions, tokens, devices, notices));
    var owner = new DeviceAuth(session, tokens, devices);
    return RouteTable.of(
            new AccountErrorFormat(),
            List.of("/auth/v1"),
            Route.post("/account/device", device::put).with(owner),
            Route.get("/account/devices", device::list).with(owner),
            Route.post("/account/devices/notify", device::notify).with(owner),
            Route.post("/account/devices/invoke_command", command::invoke)
                .with(owner)
                .bodyBytesMax(CommandHandlers.INVOCATION_BYTES_MAX),
            Route.get("/account/device/commands", command::waiting).with(owner),
            Route.post("/account/device/destroy", client::destroyDevice).with(owner),
            Route.get("/account/attached_clients", client::list).with(session),
            Route.post("/account/attached_client/destroy", client::destroy).with(session))
        .around(new AccountRoutes.EveryAnswer());
  }
}
