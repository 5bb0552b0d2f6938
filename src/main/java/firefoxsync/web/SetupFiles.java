// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.PublicUrl;
import firefoxsync.http.Response;
import java.util.Map;
import java.util.Optional;

/** Files that tell a Firefox of this server without anybody typing: one for each way to give them. */
final class SetupFiles {
  private static final String PREFERENCE = "identity.fxaccounts.autoconfig.uri";

  private static final String ALLOW_HTTP = "identity.fxaccounts.allowHttp";

  private final Map<String, String> files;

  SetupFiles(PublicUrl publicUrl) {
    this.files = Map.of(
        "user.js",
        note(publicUrl) + preferences("user_pref", publicUrl),
        "60-firefox-sync.js",
        note(publicUrl) + preferences("pref", publicUrl),
        // Firefox skips the first line of this one, so it must be a comment.
        "firefox.cfg",
        note(publicUrl) + preferences("defaultPref", publicUrl),
        "autoconfig.js",
        """
        pref("general.config.filename", "firefox.cfg");
        pref("general.config.obscure_value", 0);
        """);
  }

  /** Returns the file of that name, to be saved and not shown. */
  Optional<Response> find(String name) {
    return Optional.ofNullable(files.get(name)).map(text -> Response.text(200, text)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  private static String note(PublicUrl publicUrl) {
    return "// Firefox keeps its accounts and its Sync data at " + publicUrl.base() + "\n";
  }

  private static String preferences(String function, PublicUrl publicUrl) {
    var server = preference(function, PREFERENCE, quoted(publicUrl));
    return publicUrl.isSecure() ? server : server + preference(function, ALLOW_HTTP, "true");
  }

  private static String preference(String function, String name, String value) {
    return "%s(\"%s\", %s);\n".formatted(function, name, value);
  }

  /** An address that was parsed holds neither quotes nor backslashes. */
  private static String quoted(PublicUrl publicUrl) {
    return "\"" + publicUrl.base() + "\"";
  }
}
