// SPDX-License-Identifier: MPL-2.0
package firefoxsync.torture;

import java.util.function.UnaryOperator;

/**
 * One write of a lane.
 *
 * @param name what the history calls it
 * @param path below the user's endpoint
 * @param effect what it makes of the items; new ones have no time yet
 */
record Request(String name, String method, String path, String body, UnaryOperator<Items> effect) {
  boolean isDelete() {
    return method.equals("DELETE");
  }
}
