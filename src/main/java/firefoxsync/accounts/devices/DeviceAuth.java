// SPDX-License-Identifier: MPL-2.0
package firefoxsync.accounts.devices;

import firefoxsync.accounts.AccountError;
import firefoxsync.accounts.RefreshTokens;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Filter;
import firefoxsync.http.Request;
import firefoxsync.http.RequestHead;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds who speaks for a device, by a session as {@link SessionAuth} has it or by a bare refresh
 * token as phones do, and leaves it for the handler.
 */
final class DeviceAuth implements Filter {
  private static final Pattern REFRESH_BEARER = Pattern.compile("(?i:Bearer) +([0-9a-f]{64}) *");

  private final SessionAuth sessions;
  private final RefreshTokens tokens;
  private final Devices devices;

  DeviceAuth(SessionAuth sessions, RefreshTokens tokens, Devices devices) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.devices = devices;
  }

  /** Returns who speaks behind this filter. */
  static DeviceOwner owner(Request request) {
    return request
        .head()
        .attached(DeviceOwner.class)
        .orElseThrow(() -> new IllegalStateException("no DeviceAuth around " + request.head()));
  }

  @Override
  public void admit(RequestHead head) {
    var bearer = refreshToken(head);
    if (bearer.isPresent()) {
      var owner = tokens
          .find(bearer.get())
          .map(DeviceOwner::of)
          .orElseThrow(() -> AccountError.INVALID_TOKEN.exception("no such refresh token"));
      devices.touch(owner);
      head.attach(DeviceOwner.class, owner);
      return;
    }
    sessions.admit(head);
    head.attached(Session.class)
        .ifPresent(session -> head.attach(DeviceOwner.class, DeviceOwner.of(session)));
  }

  @Override
  public void check(Request request) {
    sessions.check(request);
  }

  private static Optional<String> refreshToken(RequestHead head) {
    return head.header("Authorization")
        .map(REFRESH_BEARER::matcher)
        .filter(found -> found.matches())
        .map(found -> found.group(1));
  }
}
