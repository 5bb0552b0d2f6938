// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.accounts.Fields;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.JsonObject;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.people.Person;
import firefoxsync.remotelog.ProviderLink.Mode;
import firefoxsync.remotelog.RemoteLinks;
import firefoxsync.remotelog.linking.StorageLinks.Wish;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code /storage_link…}: a person looks where her data live, and has them live elsewhere. */
final class StorageLinkHandlers {
  private static final int TOKEN_CHARACTERS_MAX = 8192;

  private final StorageLinks links;

  StorageLinkHandlers(StorageLinks links) {
    this.links = links;
  }

  Response status(Request request) {
    return Response.json(links
        .links()
        .status(person(request))
        .<Map<String, Object>>map(StorageLinkHandlers::members)
        .orElse(Map.of("isLinked", false)));
  }

  /** Tells where the person lets us in; her browser remembers what is answered there. */
  Response dialog(Request request) {
    var body = Fields.of(request).json();
    var asking = new FoundStorage.Asking(
        links.origin(),
        redirectUri(),
        StorageLinks.MODULE + ":rw",
        body.requireString("state"),
        body.requireString("codeChallenge"));
    var dialog = links
        .find(body.requireString("address"))
        .dialog(asking, body.truth("isTokenWanted").orElse(false))
        .orElseThrow(() -> LinkError.NO_DIALOG.exception("no dialog is told"));
    return Response.json(Map.of("dialog", dialog.toString()));
  }

  Response link(Request request) {
    var body = Fields.of(request).json();
    var storage = links.find(body.requireString("address"));
    var grant =
        body.string("token").map(Grant::lasting).orElseGet(() -> links.grant(storage, code(body)));
    var token = grant.token();
    if (token.isEmpty() || token.length() > TOKEN_CHARACTERS_MAX || !isVisible(token)) {
      throw Fields.invalid("token");
    }
    links.link(person(request), storage.root(), grant, wish(body));
    return status(request);
  }

  private Discovery.Code code(JsonObject body) {
    return new Discovery.Code(
        body.requireString("code"),
        body.requireString("codeVerifier"),
        links.origin(),
        redirectUri());
  }

  private static boolean isVisible(String token) {
    return token.chars().allMatch(character -> character > ' ' && character <= '~');
  }

  private static Wish wish(JsonObject body) {
    var mode = body.truth("isBehind").orElse(false) ? Mode.BEHIND : Mode.THROUGH;
    return new Wish(mode, body.truth("isEncrypted").orElse(false));
  }

  Response takeOver(Request request) {
    requireLinked(request);
    links.links().takeOver(person(request));
    return status(request);
  }

  /** Takes her word on why her storage was found empty. */
  Response settleEmptied(Request request) {
    requireLinked(request);
    boolean isMeant = Fields.of(request).json().truth("isMeant").orElse(false);
    links.links().settleEmptied(person(request), isMeant);
    return status(request);
  }

  Response unlink(Request request) {
    requireLinked(request);
    links.links().unlink(person(request));
    return status(request);
  }

  private void requireLinked(Request request) {
    if (links.links().find(person(request)).isEmpty()) {
      throw LinkError.NOT_LINKED.exception("nothing is linked");
    }
  }

  private String redirectUri() {
    return links.origin() + StorageLinkRoutes.PAGE;
  }

  private static Person person(Request request) {
    return Person.local(SessionAuth.session(request).accountId());
  }

  private static Map<String, Object> members(RemoteLinks.Status status) {
    var link = status.link();
    var members = new LinkedHashMap<String, Object>();
    members.put("isLinked", true);
    members.put("root", link.address().root().toString());
    members.put("host", String.valueOf(link.address().root().getHost()));
    members.put("mode", link.mode().name().toLowerCase(Locale.ROOT));
    members.put("isEncrypted", link.secret().keyHex() != null);
    members.put("provider", link.state().name().toLowerCase(Locale.ROOT));
    members.put("isAtomic", link.traits().isAtomic());
    members.put("documentBytesMax", link.traits().documentBytesMax());
    members.put("linkedAt", link.linkedAt());
    link.checkedAt().ifPresent(time -> members.put("checkedAt", time));
    members.put("log", status.state().toLowerCase(Locale.ROOT));
    members.put("commits", status.commit());
    members.put("waiting", status.waiting());
    members.put("isPending", status.isPending());
    members.put("waitingSince", status.waitingSince());
    status.percentSent().ifPresent(percent -> members.put("percentSent", percent));
    if (status.emptiedAt() > 0) {
      members.put("emptiedAt", status.emptiedAt());
    }
    return members;
  }
}
