// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import firefoxsync.crypto.Sha256;
import firefoxsync.http.Body;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Scripts, styles and pictures, held in memory. They live under one folder named by a hash of them
 * all: scripts import each other by plain names, and no browser ever mixes two versions.
 */
final class StaticFiles {
  /** Every file there is; nothing else is served. */
  static final List<String> NAMES = List.of(
      "auth-client.js",
      "browser.js",
      "bytes.js",
      "card.js",
      "engine-choice.js",
      "jwe.js",
      "mark.svg",
      "onepw.js",
      "password.js",
      "refusal.js",
      "scoped-keys.js",
      "setup-page.js",
      "sign-in-page.js",
      "sign-in.js",
      "site.css",
      "tokens.js",
      "webchannel.js");

  private static final Map<String, String> MEDIA_TYPES = Map.of(
      "js", "text/javascript; charset=utf-8",
      "css", "text/css; charset=utf-8",
      "svg", "image/svg+xml");

  private static final int VERSION_DIGITS = 16;

  private final Map<String, Body> files = new TreeMap<>();
  private final String version;

  StaticFiles() {
    var digests = new StringBuilder();
    for (var name : NAMES) {
      var bytes = read(name);
      files.put(name, Body.of(bytes));
      digests.append(name).append(HexFormat.of().formatHex(Sha256.of(bytes)));
    }
    var whole = Sha256.of(digests.toString().getBytes(UTF_8));
    version = HexFormat.of().formatHex(whole).substring(0, VERSION_DIGITS);
  }

  /** Returns the path of the folder, with a slash at its end. */
  String folder() {
    return "/assets/" + version + "/";
  }

  /** Answers {@code /assets/{version}/{name}}. */
  Optional<Response> find(Request request) {
    return request.head().pathValue("version").equals(version)
        ? find(request.head().pathValue("name"))
        : Optional.empty();
  }

  /** Returns the file, to be kept for a year: its address changes when it does. */
  Optional<Response> find(String name) {
    return Optional.ofNullable(files.get(name)).map(body -> Response.of(200, mediaType(name), body)
        .header("Cache-Control", "public, max-age=31536000, immutable"));
  }

  private static String mediaType(String name) {
    var type = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no media type for " + name);
    }
    return type;
  }

  private static byte[] read(String name) {
    try (var in = StaticFiles.class.getResourceAsStream("assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }
}
