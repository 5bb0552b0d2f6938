// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog.linking;

import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.JsonObject;
import firefoxsync.http.outgoing.OutgoingAnswer;
import firefoxsync.http.outgoing.OutgoingException;
import firefoxsync.http.outgoing.OutgoingHttp;
import firefoxsync.http.outgoing.OutgoingLimits;
import firefoxsync.http.outgoing.OutgoingRequest;
import firefoxsync.remotelog.ProviderLink.Renewal;
import firefoxsync.remotelog.TokenAnswer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds storages by WebFinger, and exchanges codes there. Only by TLS, except at hosts that the
 * administrator named in {@code outgoing.allow_hosts}; what a storage says of its addresses is held
 * to the same rule.
 */
public final class Discovery {
  private static final String RELATION = "http://tools.ietf.org/id/draft-dejong-remotestorage";
  private static final Set<String> OLD_RELATIONS = Set.of("remotestorage", "remoteStorage");
  private static final String IMPLICIT = "http://tools.ietf.org/html/rfc6749#section-4.2";
  private static final String AUTHORIZATION = "http://tools.ietf.org/html/rfc6749#section-3.1";
  private static final String TOKEN = "http://tools.ietf.org/html/rfc6749#section-3.2";
  private static final String CHALLENGE = "http://tools.ietf.org/html/rfc7636";
  private static final OutgoingLimits LIMITS =
      new OutgoingLimits(Duration.ofSeconds(5), 64 * 1024, 3);
  private static final int OK = 200;

  /** A token that ends before that would have the person come again and again. */
  private static final long LIFE_SECONDS_MIN = Duration.ofDays(30).toSeconds();

  /** One that ends before that would be renewed with almost every request. */
  private static final long RENEWED_SECONDS_MIN = Duration.ofMinutes(10).toSeconds();

  private final OutgoingHttp http;
  private final Set<String> plainHosts;
  private final Clock clock;

  /** Takes the client, and the hosts that may be asked without TLS. */
  public Discovery(OutgoingHttp http, List<String> allowHosts, Clock clock) {
    this.http = http;
    this.clock = clock;
    this.plainHosts =
        allowHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  /** Returns what the address's host tells of the storage. */
  FoundStorage find(StorageAddress address) {
    var answer = ask(address);
    if (answer.status() != OK) {
      throw LinkError.NO_STORAGE.exception(address.host() + " answered " + answer.status());
    }
    try {
      return link(Json.object(answer.body()))
          .map(this::read)
          .orElseThrow(() -> LinkError.NO_STORAGE.exception(address.host() + " names none"));
    } catch (JsonException e) {
      throw LinkError.ODD.exception(address.host() + ": " + e.getMessage());
    }
  }

  private OutgoingAnswer ask(StorageAddress address) {
    try {
      return send(OutgoingRequest.get(address.webFinger("https")));
    } catch (IllegalArgumentException e) {
      throw LinkError.NOT_AN_ADDRESS.exception("no host: " + e.getMessage());
    } catch (LinkException e) {
      if (!mayBePlain(address.hostName())) {
        throw e;
      }
      return send(OutgoingRequest.get(address.webFinger("http")));
    }
  }

  private static Optional<JsonObject> link(JsonObject descriptor) {
    var links = descriptor.objects("links").orElse(List.of());
    return links.stream()
        .filter(link -> RELATION.equals(link.string("rel").orElse("")))
        .findFirst()
        .or(() -> links.stream()
            .filter(link -> OLD_RELATIONS.contains(link.string("rel").orElse("")))
            .findFirst());
  }

  private FoundStorage read(JsonObject link) {
    var href = link.requireString("href");
    var root = uri(href.endsWith("/") ? href.substring(0, href.length() - 1) : href);
    var properties = link.object("properties");
    var implicit = property(properties, IMPLICIT).or(() -> property(properties, "auth-endpoint"));
    boolean hasChallenge = property(properties, CHALLENGE)
        .filter(methods -> List.of(methods.split("[ ,]+")).contains("S256"))
        .isPresent();
    return new FoundStorage(
        root,
        orNull(implicit),
        hasChallenge ? orNull(property(properties, AUTHORIZATION)) : null,
        hasChallenge ? orNull(property(properties, TOKEN)) : null);
  }

  private static Optional<String> property(Optional<JsonObject> properties, String name) {
    return properties.flatMap(found -> found.string(name));
  }

  private @Nullable URI orNull(Optional<String> text) {
    return text.map(this::uri).orElse(null);
  }

  private URI uri(String text) {
    try {
      var uri = new URI(text);
      var host = String.valueOf(uri.getHost());
      boolean isSafe = "https".equalsIgnoreCase(uri.getScheme())
          || ("http".equalsIgnoreCase(uri.getScheme()) && mayBePlain(host));
      if (isSafe && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
        return uri;
      }
      throw LinkError.ODD.exception("an address that is not safe at " + host);
    } catch (URISyntaxException e) {
      throw LinkError.ODD.exception("an address that is none: " + e.getReason());
    }
  }

  private boolean mayBePlain(String host) {
    return plainHosts.contains(host.toLowerCase(Locale.ROOT));
  }

  /** What the person's browser brought back from the dialog. */
  record Code(String code, String verifier, String clientId, String redirectUri) {}

  /** Exchanges a code for a token, which lasts or can be renewed. */
  Grant grant(FoundStorage storage, Code code) {
    var endpoint = storage.tokenEndpoint();
    if (endpoint == null) {
      throw LinkError.NO_DIALOG.exception("no token endpoint");
    }
    var fields = Map.of(
        "grant_type", "authorization_code",
        "code", code.code(),
        "code_verifier", code.verifier(),
        "client_id", code.clientId(),
        "redirect_uri", code.redirectUri());
    var body = FoundStorage.form(fields).getBytes(StandardCharsets.US_ASCII);
    var answer = send(OutgoingRequest.post(endpoint, "application/x-www-form-urlencoded", body));
    if (answer.status() != OK) {
      throw LinkError.REFUSED.exception("the token endpoint answered " + answer.status());
    }
    try {
      return grant(storage, endpoint, TokenAnswer.parse(answer.body()));
    } catch (JsonException e) {
      throw LinkError.ODD.exception("the token endpoint: " + e.getMessage());
    }
  }

  private Grant grant(FoundStorage storage, URI endpoint, TokenAnswer answer) {
    boolean isTold = answer.lifeSeconds().isPresent();
    long life = answer.lifeSeconds().orElse(Renewal.LIFE_UNTOLD.toSeconds());
    if (answer.refreshToken().isPresent() && life >= RENEWED_SECONDS_MIN) {
      long expiresAt = clock.millis() + Duration.ofSeconds(life).toMillis();
      var renewal = new Renewal(endpoint, answer.refreshToken().get(), expiresAt);
      return new Grant(answer.accessToken(), renewal);
    }
    if (!isTold || life >= LIFE_SECONDS_MIN) {
      return Grant.lasting(answer.accessToken());
    }
    var error = storage.implicitDialog() == null ? LinkError.SHORT_LIVED : LinkError.TOKEN_DIALOG;
    throw error.exception("a token of " + life + " s that nobody renews");
  }

  private OutgoingAnswer send(OutgoingRequest request) {
    try {
      return http.send(request, LIMITS);
    } catch (OutgoingException e) {
      throw LinkError.UNREACHABLE.exception(String.valueOf(e.getMessage()));
    }
  }
}
