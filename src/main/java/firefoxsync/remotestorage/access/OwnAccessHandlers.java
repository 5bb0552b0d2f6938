// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.access;

import firefoxsync.accounts.Attempts;
import firefoxsync.accounts.Session;
import firefoxsync.accounts.SessionAuth;
import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.Query;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.people.Person;
import firefoxsync.people.UserName;
import firefoxsync.people.UserNames;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the pages ask for a person: her user name, her connected apps, and her answers to apps. */
final class OwnAccessHandlers {
  private final UserNames names;
  private final AppGrants grants;
  private final Authorizations authorizations;
  private final Attempts answers;

  OwnAccessHandlers(
      UserNames names, AppGrants grants, Authorizations authorizations, Attempts answers) {
    this.names = names;
    this.grants = grants;
    this.authorizations = authorizations;
    this.answers = answers;
  }

  /** Tells her user name, when she has one. */
  Response name(Request request) {
    var members = new LinkedHashMap<String, Object>();
    names.of(person(request)).ifPresent(name -> members.put("name", name.text()));
    return Response.json(members);
  }

  /** Chooses her user name, once; what came of it is an answer too. */
  Response choose(Request request) {
    var wanted = UserName.parse(Json.object(request.body()).requireString("name"));
    var outcome = wanted
        .map(name -> names.choose(person(request), name).name().toLowerCase(Locale.ROOT))
        .orElse("malformed");
    return Response.json(Map.of("outcome", outcome.replace('_', '-')));
  }

  /** Lists what holds, newest first. */
  Response apps(Request request) {
    var apps = grants.ofPerson(person(request)).stream()
        .map(OwnAccessHandlers::members)
        .toList();
    return Response.json(Map.of("apps", apps));
  }

  /** Disconnects an app, or ends a token that was made for her. */
  Response revoke(Request request) {
    var id = Json.object(request.body()).requireString("id");
    return Response.json(Map.of("revoked", grants.revoke(person(request), id)));
  }

  /** Takes her answer to an app, and tells the page where to go with it. */
  Response answer(Request request) {
    var person = person(request);
    answers.take(person.accountId());
    var body = Json.object(request.body());
    var query = query(body.requireString("request"));
    var address = ReturnAddress.of(query).orElseThrow(OwnAccessHandlers::malformed);
    if (!body.truth("allow").orElse(false)) {
      var no = GrantError.ACCESS_DENIED.exception("the person said no");
      return Response.json(Map.of("redirect", address.with(no)));
    }
    try {
      var wanted = AuthorizationRequest.of(address, query);
      return names
          .of(person)
          .filter(name -> body.string("user").map(name.text()::equals).orElse(true))
          .map(name -> Map.of("redirect", authorizations.allow(person, wanted)))
          .map(Response::json)
          .orElseGet(() -> Response.json(Map.of("outcome", "no-such-name")));
    } catch (GrantException e) {
      return Response.json(Map.of("redirect", address.with(e)));
    }
  }

  private static Query query(String text) {
    try {
      return Query.parse(text);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static JsonException malformed() {
    return new JsonException("request is not what an app asks");
  }

  private static Person person(Request request) {
    Session session = SessionAuth.session(request);
    return Person.local(session.accountId());
  }

  private static Map<String, Object> members(AppGrant grant) {
    var terms = grant.terms();
    var members = new LinkedHashMap<String, Object>();
    members.put("id", grant.id());
    Optional.ofNullable(terms.client()).ifPresent(client -> members.put("client", client));
    members.put("label", terms.label());
    var scopes = new LinkedHashMap<String, Object>();
    terms.scope().modules().forEach((module, mode) -> scopes.put(module, mode.wireForm()));
    members.put("scopes", scopes);
    members.put("createdAt", grant.createdAt());
    terms.expiresAt().ifPresent(time -> members.put("expiresAt", time));
    grant.lastUsedDay().ifPresent(day -> members.put("lastUsedDay", day));
    return members;
  }
}
