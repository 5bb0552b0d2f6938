// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import java.net.URI;
import java.util.List;

/**
 * A page in one of its states.
 *
 * @param name what it is called on the contact sheet
 * @param path where it lies
 * @param use the script that brings it there, with the functions of use-page.js
 */
record PageState(String name, String path, String use) {
  private static final String PRESS = "await press();";
  private static final String TROUBLE = seen("[role=alert]");
  // No answer ever comes, so that the words for the time between can be read.
  private static final String HELD = "window.fetch = () => new Promise(() => {});";
  private static final String NOBODY = email("grace@example.org");
  private static final String SIGN_UP = NOBODY + PRESS + seen("[data-step=sign-up]");

  /** Pages that say one thing, always the same. */
  static final List<PageState> STILL = List.of(
      new PageState("connect another device", "/connect_another_device", ""),
      new PageState("connected", "/connect_another_device?showSuccessMessage=true", ""),
      new PageState("pair", "/pair", ""),
      new PageState("reset", "/reset_password", ""),
      new PageState("terms", "/legal/terms", ""),
      new PageState("privacy", "/legal/privacy", ""),
      new PageState("invite: spent", "/invite#" + "0".repeat(64), seen("[data-step=link-spent]")),
      new PageState(
          "reset: spent", "/reset_password#" + "0".repeat(64), seen("[data-step=link-spent]")),
      new PageState("invite: cut off", "/invite#0", seen("[data-step=link-missing]")),
      new PageState("not found", "/nowhere", ""),
      new PageState("bad address", "/%zz", ""));

  /** The set-up page in a Firefox that has synced. */
  static final PageState WORKING = new PageState("setup: it works", "/", seen("#working.good"));

  /** Pages in a browser that is no Firefox. */
  static final List<PageState> FOREIGN = List.of(
      new PageState("setup: another browser", "/#foreign", seen("button[data-copy]")),
      new PageState("sign-in: another browser", "/signin#foreign", seen("[data-step=away]")));

  /** Pages as they meet a stranger and people who mistype. */
  static final List<PageState> EMPTY = List.of(
      new PageState("setup", "/", seen("#ready")),
      new PageState("setup: a file does it", "/", seen("#ready") + "await press('summary');"),
      new PageState("setup: Android", "/#android", seen("#android")),
      new PageState("setup: iPhone", "/#ios", seen("#ios")),
      new PageState("setup: Debian", "/#debian", seen("#debian")),
      new PageState("settings: sign-in", "/settings/sign-in", seen("input[name=password]")),
      new PageState("sign-in: e-mail", "/signin", seen("button[type=submit]")),
      new PageState("sign-in: no address", "/signin", email("ada") + PRESS + TROUBLE),
      new PageState("sign-up", "/signup", SIGN_UP),
      new PageState(
          "sign-up: choose what to sync",
          "/signup",
          SIGN_UP + password("moon") + "await press('summary');" + seen("#engines input")),
      new PageState("sign-up: short", "/signup", SIGN_UP + password("moon") + PRESS + TROUBLE),
      new PageState(
          "sign-up: not the same",
          "/signup",
          SIGN_UP + password("a long password") + again("another one") + PRESS + TROUBLE));

  /** The claim of a server by its link, which makes the owner's account and connects her browser. */
  static List<PageState> claim(Login login, String link) {
    var twice = password(login.password()) + again(login.password());
    return List.of(
        new PageState("claim", link, seen("input[name=password]")),
        new PageState(
            "claim: done",
            link,
            seen("input[name=password]")
                + email(login.email())
                + twice
                + PRESS
                + seen("[data-step=done]")));
  }

  /** A reset by its link, of somebody without a recovery key. */
  static List<PageState> reset(Login login, String link) {
    var twice = password(login.password()) + again(login.password());
    return List.of(
        new PageState("reset: new password", link, seen("input[name=password]")),
        new PageState("reset: done", link, twice + PRESS + seen("[data-step=reset-done]")));
  }

  /** A reset by its link, of somebody who has a recovery key. */
  static PageState resetWithKey(String link) {
    return new PageState("reset: recovery key", link, seen("input[name=recovery-key]"));
  }

  /** The sign-in as it meets somebody who has an account. */
  static List<PageState> signIn(Login login) {
    var signIn = address(login);
    return List.of(
        new PageState("sign-in: password", "/signin", signIn),
        new PageState(
            "sign-in: wrong password",
            "/signin",
            signIn + password("not the password") + PRESS + TROUBLE));
  }

  /** The sign-in while it waits for an answer. */
  static PageState busy(Login login) {
    return new PageState(
        "sign-in: busy",
        "/signin",
        address(login) + password(login.password()) + HELD + PRESS + seen("#status:not(:empty)"));
  }

  /** Gives the address where the sign-in asks for it, and comes to the password. */
  static String address(Login login) {
    return "await address('" + login.email() + "');";
  }

  /** Returns the same state in another language. */
  PageState in(String language) {
    var address = URI.create(path);
    var query = address.getRawQuery() == null ? "" : address.getRawQuery() + "&";
    var fragment = address.getRawFragment() == null ? "" : "#" + address.getRawFragment();
    return new PageState(
        name + " (" + language + ")",
        address.getRawPath() + "?" + query + "lang=" + language + fragment,
        use);
  }

  private static String email(String text) {
    return input("email", text);
  }

  private static String password(String text) {
    return input("password", text);
  }

  private static String again(String text) {
    return input("password-confirm", text);
  }

  private static String input(String name, String text) {
    return fill("input[name=" + name + "]", text);
  }

  /** Types into the field. */
  static String fill(String selector, String text) {
    return "await fill('" + selector + "', '" + text + "');";
  }

  /** Presses the button. */
  static String press(String selector) {
    return "await press('" + selector + "');";
  }

  /** Waits for the element. */
  static String seen(String selector) {
    return "await seen('" + selector + "');";
  }
}
