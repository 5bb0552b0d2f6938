// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotestorage.discovery;

import firefoxsync.accounts.Attempts;
import firefoxsync.config.PublicUrl;
import firefoxsync.http.Body;
import firefoxsync.http.Json;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import firefoxsync.people.UserName;
import firefoxsync.people.UserNames;
import firefoxsync.remotestorage.access.Guesser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers who asks where somebody's documents are. Guessing names is slow. */
final class DiscoveryHandlers {
  private static final String MEDIA_TYPE = "application/jrd+json";

  private final PublicUrl publicUrl;
  private final UserNames names;
  private final StorageDescription description;
  private final Attempts misses;

  DiscoveryHandlers(
      PublicUrl publicUrl, UserNames names, StorageDescription description, Attempts misses) {
    this.publicUrl = publicUrl;
    this.names = names;
    this.description = description;
    this.misses = misses;
  }

  /** Answers {@code /.well-known/webfinger} (RFC 7033). */
  Response webFinger(Request request) {
    var resources = request.head().query().all("resource");
    if (resources.size() != 1) {
      return Response.text(400, "resource must be there, once\n");
    }
    return describe(request, resources.get(0));
  }

  /**
   * Answers {@code /.well-known/host-meta} and {@code host-meta.json}: to apps of the draft's first
   * years as WebFinger does, to others by where to ask (RFC 6415).
   */
  Response hostMeta(Request request) {
    return request
        .head()
        .query()
        .first("resource")
        .map(resource -> describe(request, resource))
        .orElseGet(() -> jrd(Map.of(
            "links",
            List.of(Map.of(
                "rel",
                "lrdd",
                "type",
                MEDIA_TYPE,
                "template",
                publicUrl.base() + "/.well-known/webfinger?resource={uri}")))));
  }

  private Response describe(Request request, String text) {
    var resource = Resource.parse(text);
    if (resource.isEmpty()) {
      return Response.text(400, "resource must be like acct:name@" + publicUrl.host() + "\n");
    }
    var guesser = Guesser.of(request.head());
    misses.take(guesser);
    var found = resource.filter(asked -> asked.isOf(publicUrl)).flatMap(this::find);
    if (found.isEmpty()) {
      return Response.text(404, "nobody of that name keeps documents here\n");
    }
    misses.giveBack(guesser);
    return jrd(description.document(text, found.get(), request.head().query().all("rel")));
  }

  /** The host itself stands for the one person who keeps documents here, if there is just one. */
  private Optional<UserName> find(Resource resource) {
    return resource.name().isPresent()
        ? resource.userName().filter(name -> names.find(name).isPresent())
        : names.only();
  }

  private static Response jrd(Map<String, Object> members) {
    return Response.of(200, MEDIA_TYPE, Body.of(Json.write(members)));
  }
}
