// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AutoconfigurationIT {
  @RegisterExtension
  static final TestedServer server = new TestedServer();

  @RegisterExtension
  final Browsers browsers = new Browsers(server);

  @Test
  void autoconfigurationOpensOurSignUpPage() {
    var firefox = browsers.open("ada");

    var page = firefox.clickSignIn();

    var query = query(page.url());
    assertThat(query)
        .containsEntry("context", "oauth_webchannel_v1")
        .containsEntry("entrypoint", "fxa_app_menu")
        .containsEntry("action", "email")
        .containsEntry("service", "sync")
        .containsEntry("client_id", "5882386c6d801776")
        .containsEntry("response_type", "code")
        .containsEntry("access_type", "offline")
        .containsEntry("scope", "https://identity.mozilla.com/apps/oldsync profile")
        .containsEntry("code_challenge_method", "S256");
    assertThat(query).containsKeys("state", "code_challenge", "keys_jwk");
    assertThat(firefox.browser().await("input[name=email]")).isNotEmpty();
    assertThat(firefox.serverPreferences())
        .allSatisfy((name, value) -> assertThat(value).as(name).contains(host()));
  }

  private static String host() {
    return URI.create(server.url()).getAuthority();
  }

  private static Map<String, String> query(String url) {
    return Arrays.stream(URI.create(url).getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(toMap(parts -> decode(parts[0]), parts -> decode(parts[1])));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
