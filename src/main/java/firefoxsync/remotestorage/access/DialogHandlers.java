// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.AccountException;
import firefoxsync.accounts.Attempts;
import firefoxsync.accounts.Visitor;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.remotestorage.AccessMode;
import firefoxsync.remotestorage.AccessScope;
import firefoxsync.web.Pages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The page that asks a person whether an app may. It shows what the app wants before anybody is signed
 * in; the answer is given by its script, with the session as bearer.
 */
final class DialogHandlers {
  private final Pages pages;
  private final Duration tokenLife;
  private final Attempts dialogs;

  /** Takes how many dialogs each network may open. */
  DialogHandlers(Pages pages, Duration tokenLife, Attempts dialogs) {
    this.pages = pages;
    this.tokenLife = tokenLife;
    this.dialogs = dialogs;
  }

  /** Answers {@code /rs-oauth/authorize}: whoever signs in is asked. */
  Response ofAnybody(Request request) {
    return ask(request, "");
  }

  /** Answers {@code /rs-oauth/authorize/{user}}: the owner of an address is asked. */
  Response ofUser(Request request) {
    return ask(request, request.head().pathValue("user"));
  }

  private Response ask(Request request, String user) {
    try {
      dialogs.take(Visitor.of(request.head()).network());
    } catch (AccountException e) {
      var wait = pages.render(request.head(), 429, "consent-wait", Map.of());
      return TooManyGuesses.answer(e, wait);
    }
    var query = request.head().query();
    var address = ReturnAddress.of(query);
    if (address.isEmpty()) {
      return pages.render(request.head(), 400, "consent-refused", Map.of());
    }
    try {
      var wanted = AuthorizationRequest.of(address.get(), query);
      return pages.render(request.head(), 200, "consent", values(wanted, user));
    } catch (GrantException e) {
      return Response.redirect(address.get().with(e));
    }
  }

  private Map<String, Object> values(AuthorizationRequest wanted, String user) {
    var redirect = wanted.address().redirect();
    var values = new HashMap<String, Object>();
    values.put("origin", redirect.origin());
    values.put("readable", redirect.readableOrigin().orElse(""));
    values.put("user", user);
    values.put("days", tokenLife.toDays());
    values.put("reads", modules(wanted.scope(), AccessMode.READ));
    values.put("writes", modules(wanted.scope(), AccessMode.READ_WRITE));
    var everything = wanted.scope().modules().get(AccessScope.EVERYTHING);
    values.put("everything", everything == null ? "" : everything.wireForm());
    return values;
  }

  private static List<String> modules(AccessScope scope, AccessMode mode) {
    return scope.modules().entrySet().stream()
        .filter(module -> module.getValue() == mode)
        .map(Map.Entry::getKey)
        .filter(module -> !module.equals(AccessScope.EVERYTHING))
        .toList();
  }
}
