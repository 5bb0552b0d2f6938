// SPDX-License-Identifier: MPL-2.0
package firefoxsync.remotelog;

import firefoxsync.http.Json;
import firefoxsync.http.JsonException;
import firefoxsync.http.JsonObject;
import firefoxsync.http.outgoing.OutgoingAnswer;
import firefoxsync.http.outgoing.OutgoingRequest;
import firefoxsync.remotelog.ProviderException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One module of one remoteStorage, by HTTP. Paths are below the module and consist of {@code a-z 0-9 -}
 * and slashes. Every call is one request and throws {@link ProviderException} when it is not done.
 */
public final class Provider {
  private static final String TYPE = "application/octet-stream";
  private static final int UNAUTHORIZED = 401;
  private static final int NO_ANSWER_BYTES = 64 * 1024;
  private static final int DOCUMENT_BYTES_MAX = 4 * 1024 * 1024;
  private static final int LISTING_BYTES_MAX = 16 * 1024 * 1024;
  private static final long RETRY_SECONDS_MAX = Duration.ofHours(1).toSeconds();

  private final ProviderGate gate;
  private final ProviderLink.Address address;
  private final Opener opener;

  /** Takes the gate to its host, and what opens the module. */
  Provider(ProviderGate gate, ProviderLink.Address address, Opener opener) {
    this.gate = gate;
    this.address = address;
    this.opener = opener;
  }

  ProviderGate gate() {
    return gate;
  }

  /** A document as it is there. */
  static final class Fetched {
    private final byte[] bytes;
    private final Optional<String> etag;

    Fetched(byte[] bytes, Optional<String> etag) {
      this.bytes = bytes;
      this.etag = etag;
    }

    /** Returns the bytes themselves, not a copy. */
    byte[] bytes() {
      return bytes;
    }

    /** Returns its version, with quotes. */
    Optional<String> etag() {
      return etag;
    }
  }

  /** Makes a document; false when there is one of that name. */
  boolean create(String path, byte[] bytes) {
    var request = OutgoingRequest.put(uri(path), TYPE, bytes).header("If-None-Match", "*");
    var answer = send(request, NO_ANSWER_BYTES);
    // The modular armadietto tells the loser of a race so.
    boolean isThere = answer.status() == 412 || answer.status() == 409;
    if (!isThere) {
      require(answer, request);
    }
    return !isThere;
  }

  /** Puts other bytes into a document that still is of this version; false when it is not. */
  boolean replace(String path, byte[] bytes, Optional<String> etag) {
    var request = OutgoingRequest.put(uri(path), TYPE, bytes);
    if (etag.isPresent()) {
      request = request.header("If-Match", etag.get());
    }
    var answer = send(request, NO_ANSWER_BYTES);
    if (answer.status() == 412) {
      return false;
    }
    require(answer, request);
    return true;
  }

  /** Returns a document; empty when there is none. */
  Optional<Fetched> get(String path) {
    var request = OutgoingRequest.get(uri(path));
    var answer = send(request, DOCUMENT_BYTES_MAX);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    require(answer, request);
    return Optional.of(new Fetched(answer.body(), answer.headers().first("ETag")));
  }

  /** Tells whether there is such a document or folder. */
  boolean exists(String path) {
    var request = OutgoingRequest.head(uri(path));
    var answer = send(request, 0);
    if (answer.status() == 404) {
      return false;
    }
    require(answer, request);
    return true;
  }

  /** Removes a document, if it is there. */
  void delete(String path) {
    var request = OutgoingRequest.delete(uri(path));
    var answer = send(request, NO_ANSWER_BYTES);
    if (answer.status() != 404) {
      require(answer, request);
    }
  }

  /** Returns the names in a folder, whose own path ends in a slash; those of folders do, too. */
  List<String> list(String folder) {
    return List.copyOf(sizes(folder).keySet());
  }

  /** Returns the names in a folder with the lengths of its documents, as far as they are told. */
  Map<String, OptionalLong> sizes(String folder) {
    var request = OutgoingRequest.get(uri(folder));
    var answer = send(request, LISTING_BYTES_MAX);
    if (answer.status() == 404) {
      return Map.of();
    }
    require(answer, request);
    try {
      var listing = Json.object(answer.body());
      // Before draft 02 the names stood at the top, each with its version alone.
      var items = listing.object("items");
      var sizes = new LinkedHashMap<String, OptionalLong>();
      for (var name : items.map(JsonObject::names).orElseGet(listing::names)) {
        sizes.put(
            name,
            items
                .flatMap(found -> found.object(name))
                .map(item -> item.integer("Content-Length"))
                .orElseGet(OptionalLong::empty));
      }
      return sizes;
    } catch (JsonException e) {
      throw new ProviderException(Kind.ODD, request + ": " + e.getMessage(), e);
    }
  }

  private URI uri(String path) {
    return URI.create(address.root() + "/" + address.module() + "/" + path);
  }

  private OutgoingAnswer send(OutgoingRequest request, int bodyBytesMax) {
    var token = opener.now();
    var answer = send(request, token, bodyBytesMax);
    if (answer.status() != UNAUTHORIZED) {
      return answer;
    }
    var other = opener.instead(token);
    return other.isPresent() ? send(request, other.get(), bodyBytesMax) : answer;
  }

  private OutgoingAnswer send(OutgoingRequest request, String token, int bodyBytesMax) {
    return gate.send(
        request.header("Authorization", "Bearer " + token).header("Origin", address.origin()),
        bodyBytesMax);
  }

  private void require(OutgoingAnswer answer, OutgoingRequest request) {
    int status = answer.status();
    if (status / 100 == 2) {
      return;
    }
    var kind =
        switch (status) {
          case 401, 402, 403 -> Kind.REFUSED;
          case 413 -> Kind.TOO_LARGE;
          case 507 -> Kind.FULL;
          case 429, 503 -> Kind.CROWDED;
          default -> status / 100 == 5 ? Kind.UNREACHABLE : Kind.ODD;
        };
    gate.count(kind);
    throw new ProviderException(
        kind, request + ": " + status, retryAfter(answer).orElse(null));
  }

  private static Optional<Duration> retryAfter(OutgoingAnswer answer) {
    return answer
        .headers()
        .first("Retry-After")
        .map(String::strip)
        // Nobody here needs the form with a date: it is answered by the usual pauses.
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), RETRY_SECONDS_MAX)));
  }
}
