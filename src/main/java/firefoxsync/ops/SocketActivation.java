// SPDX-License-Identifier: MPL-2.0
package firefoxsync.ops;

import java.util.Map;

/** Sockets that systemd opened for us, so that ports below 1024 need no rights. */
public final class SocketActivation {
  private SocketActivation() {}

  /** Returns how many were passed to the process of that number, from descriptor 3 on. */
  public static int sockets(Map<String, String> environment, long processId) {
    // The variables are inherited by children too, whom they do not concern.
    boolean isForUs =
        Long.toString(processId).equals(environment.getOrDefault("LISTEN_PID", "none"));
    return isForUs ? Integer.parseInt(environment.getOrDefault("LISTEN_FDS", "0")) : 0;
  }
}
