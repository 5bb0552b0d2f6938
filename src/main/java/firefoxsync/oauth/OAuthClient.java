// SPDX-License-Identifier: MPL-2.0
package firefoxsync.oauth;

import java.util.Arrays;

/**
 * The programs that may ask, by the ids they have at Mozilla. All are public clients: they hold no
 * secret and prove themselves by PKCE.
 */
enum OAuthClient {
  FIREFOX_DESKTOP("5882386c6d801776", "Firefox"),
  FIREFOX_ANDROID("a2270f727f45f648", "Firefox for Android"),
  FIREFOX_IOS("1b1a3e44c54fbb58", "Firefox for iOS"),
  REFERENCE_BROWSER("3c49430b43dfba77", "Reference Browser"),
  THUNDERBIRD("8269bacd7bbc7f80", "Thunderbird"),
  /** Firefox for passwords alone, which is no more; scripts go on with its id. */
  LOCKWISE("e7ce535d93522896", "Lockwise");

  /**
   * Where codes go: to the browser that opened the page, over its WebChannel. Nowhere else, whoever
   * asks: a link with a stranger's key and address must gain nothing.
   */
  private static final String REDIRECT = "urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel";

  private final String id;
  private final String title;

  OAuthClient(String id, String title) {
    this.id = id;
    this.title = title;
  }

  String id() {
    return id;
  }

  /** Returns what people call it. */
  String title() {
    return title;
  }

  String redirect() {
    return REDIRECT;
  }

  void checkRedirect(String uri) {
    if (!uri.equals(REDIRECT)) {
      throw OAuthError.INCORRECT_REDIRECT.exception("codes go to the WebChannel alone");
    }
  }

  /** Returns the client with the id. */
  static OAuthClient of(String id) {
    return Arrays.stream(values())
        .filter(client -> client.id.equals(id))
        .findFirst()
        .orElseThrow(() -> OAuthError.UNKNOWN_CLIENT.exception("no client of that id"));
  }
}
