// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import java.util.List;
import java.util.function.Predicate;

/**
 * Devices of a person that can be told something. They may be gone from the database by then: she
 * deletes her account, and they are told after it.
 */
public record Audience(String accountId, List<Device> devices) {
  /** Keeps a copy of the list. */
  public Audience {
    devices = List.copyOf(devices);
  }

  Audience only(Predicate<Device> which) {
    return new Audience(accountId, devices.stream().filter(which).toList());
  }
}
