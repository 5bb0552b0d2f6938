// SPDX-License-Identifier: MPL-2.0
package firefoxsync.web;

import firefoxsync.config.SignUp;
import firefoxsync.http.Request;
import firefoxsync.http.Response;
import java.util.Locale;
import java.util.Map;

/** The card on which people sign in and up, and the setup page for browsers that did not ask. */
final class SignInPages {
  private final Pages pages;
  private final String signUp;
  private final boolean mailsCodes;

  SignInPages(Pages pages, SignUp signUp, boolean mailsCodes) {
    this.pages = pages;
    this.mailsCodes = mailsCodes;
    this.signUp = signUp.name().toLowerCase(Locale.ROOT);
  }

  /** Answers {@code /}: a Firefox that wants to sign in names the context of its request. */
  Response home(Request request) {
    return request.head().query().has("context") ? signIn(request) : setup(request);
  }

  /** Answers the other addresses that browsers and people open to sign in. */
  Response signIn(Request request) {
    return pages.render(
        request.head(), 200, "sign-in", Map.of("signUp", signUp, "mailsCodes", mailsCodes));
  }

  private Response setup(Request request) {
    var device = Device.of(request.head().header("User-Agent").orElse(""));
    return pages.render(request.head(), 200, "setup", Map.of("device", device));
  }
}
