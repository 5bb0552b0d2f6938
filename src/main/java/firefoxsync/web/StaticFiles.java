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
import java.util.regex.Pattern;

/**
 * Scripts, styles and pictures, held in memory. They live under one folder named by a hash of them
 * all: scripts import each other by plain names, and no browser ever mixes two versions.
 */
final class StaticFiles {
  /** Every file there is; nothing else is served. */
  static final List<String> NAMES = List.of(
      "apps-section.js",
      "auth-client.js",
      "browser.js",
      "bytes.js",
      "card.js",
      "claim-page.js",
      "consent-section.js",
      "copy.js",
      "delete-section.js",
      "devices-section.js",
      "engine-choice.js",
      "failures.js",
      "files-section.js",
      "invitations-section.js",
      "jwe.js",
      "language-section.js",
      "language.js",
      "link.js",
      "mark.svg",
      "new-password.js",
      "numbers.js",
      "onepw.js",
      "overview-section.js",
      "own-documents.js",
      "password-section.js",
      "password.js",
      "person.js",
      "profile-section.js",
      "recovery-key-section.js",
      "recovery-key.js",
      "refusal.js",
      "reset-page.js",
      "reveal.js",
      "scoped-keys.js",
      "section-form.js",
      "settings-page.js",
      "settings-sign-in-page.js",
      "settings.css",
      "setup-page.js",
      "sign-in-page.js",
      "sign-in.js",
      "site.css",
      "step-card.js",
      "storage-elsewhere-section.js",
      "storage-section.js",
      "tab-session.js",
      "tabs.js",
      "tokens.js",
      "two-step-section.js",
      "user-name.js",
      "webchannel.js");

  private static final Map<String, String> MEDIA_TYPES = Map.of(
      "js", "text/javascript; charset=utf-8",
      "css", "text/css; charset=utf-8",
      "svg", "image/svg+xml");

  private static final int VERSION_DIGITS = 16;

  /**
   * What stands in the sources for whoever reads them: comments on lines of their own, but for the
   * licence, and indentation. A fifth of all that a page loads.
   */
  private static final Pattern FOR_READERS = Pattern.compile(
      "(?m)^[ \\t]*(?://(?! SPDX)[^\\n]*|/\\*(?! SPDX)(?s:.*?)\\*/)\\n" + "|^[ \\t]*\\n|^[ \\t]+");

  /** They are read for the first page, since a start needs none of them. */
  private static final class Read {
    private static final StaticFiles ALL = new StaticFiles();
  }

  private final Map<String, Body> files = new TreeMap<>();
  private final String version;

  /** Returns them as they are in the program. */
  static StaticFiles all() {
    return Read.ALL;
  }

  StaticFiles() {
    var digests = new StringBuilder();
    for (var name : NAMES) {
      var bytes = name.endsWith(".svg") ? read(name) : lean(read(name));
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

  /** Returns a script or style without what is there for readers alone. */
  private static byte[] lean(byte[] source) {
    return FOR_READERS.matcher(new String(source, UTF_8)).replaceAll("").getBytes(UTF_8);
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
