// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.Ground;
import firefoxsync.accounts.Session;
import java.util.List;

/** Devices for the tests of those who rest on them. */
public final class TestDevices {
  private final Devices devices;

  /** Takes the ground to stand on. */
  public TestDevices(Ground ground) {
    devices = new Devices(ground);
  }

  /** Registers a device of the session. */
  public void register(Session session, String name) {
    devices.put(DeviceOwner.of(session), new DeviceChange(null, name, null, null, PushWish.UNSAID));
  }

  /** Returns the names of an account's devices. */
  public List<String> names(String accountId) {
    return devices.ofAccount(accountId).stream().map(Device::name).toList();
  }
}
