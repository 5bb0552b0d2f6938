// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static firefoxsync.e2e.PageState.address;
import static firefoxsync.e2e.PageState.fill;
import static firefoxsync.e2e.PageState.press;
import static firefoxsync.e2e.PageState.seen;

import java.util.List;

/**
 * The settings in all their states. They follow each other: what one of them sets up the next ones
 * show, and at the end everything is as it was.
 */
final class SettingsStates {
  private static final String SAVED = "await told();";

  private final Login login;
  private final String come;

  /** Takes who is signed in to the browser, or signs in on the page; an owner of the server. */
  SettingsStates(Login login) {
    this.login = login;
    this.come = seen("#card[data-step=open] #section");
  }

  /** Signs in where no browser does it, and waits for the overview. */
  void enter(Viewer viewer, String server) {
    viewer.open(server + "/settings/sign-in");
    viewer.page(Resources.text("use-page.js")
        + fill("input[name=email]", login.email())
        + fill("input[name=password]", login.password())
        + press("button[type=submit]"));
    Patience.until("the settings are open", () -> viewer
        .page("return document.querySelector('#card')?.dataset.step ?? ''")
        .asText()
        .equals("open"));
  }

  /** Returns the overview and every section as it opens. */
  List<PageState> sections() {
    return all().stream().filter(state -> state.use().equals(come)).toList();
  }

  List<PageState> all() {
    return List.of(
        state("overview", "", ""),
        state("profile", "profile", ""),
        state(
            "profile: saved",
            "profile",
            fill("#display-name", "Ada Lovelace") + press("#name-form [type=submit]") + SAVED),
        state("profile: picture", "profile", picture() + seen("#remove-picture")),
        state("profile: picture removed", "profile", press("#remove-picture")),
        state("profile: wrong address", "profile", refusedAddress()),
        state("profile: code mailed", "profile", codeMailed() + seen("#email-code")),
        state("language", "language", ""),
        state("devices", "devices", ""),
        state("devices: sure", "devices", press("#devices .ask") + seen(".yes")),
        state("storage", "storage", ""),
        state("password", "password", ""),
        state("password: wrong", "password", passwords("not the password") + trouble()),
        state(
            "password: busy",
            "password",
            "window.fetch = () => new Promise(() => {});" + passwords(login.password())
                + "await seen('#password-form .status:not(:empty)');"),
        state("password: changed", "password", passwords(login.password()) + SAVED),
        state("recovery key: none", "recovery-key", ""),
        recoveryKey(),
        state("recovery key: there", "recovery-key", ""),
        noRecoveryKey(),
        state("second step: off", "two-step", ""),
        state("second step: scan", "two-step", guarded("start") + seen("#code")),
        recoveryCodes(),
        state("second step: on", "two-step", ""),
        state("invitations: none", "invitations", ""),
        state(
            "invitations: made",
            "invitations",
            press("#invite-form [type=submit]") + seen("#invitations .revoke")),
        state("delete", "delete", ""));
  }

  /** Returns the sign-in while the second step is on, and the end of that. */
  List<PageState> secondStep() {
    var password = address(login)
        + fill("input[name=password]", login.password())
        + press("button[type=submit]");
    return List.of(
        new PageState("sign-in: code", "/signin", password + seen("input[name=code]")),
        new PageState(
            "sign-in: recovery code",
            "/signin",
            password + press("#use-recovery-code") + seen("input[autocapitalize=none][name=code]")),
        state("second step: off again", "two-step", guarded("stop") + seen("#start-form")));
  }

  /** Returns the making of a recovery key. */
  PageState recoveryKey() {
    return state("recovery key: made", "recovery-key", guarded("make") + seen("#written"));
  }

  /** Returns the codes that come with the second step, where there is none yet. */
  PageState recoveryCodes() {
    return state("second step: codes", "two-step", confirmed());
  }

  /** Returns the end of the recovery key. */
  PageState noRecoveryKey() {
    return state("recovery key: revoked", "recovery-key", guarded("revoke") + seen("#make-form"));
  }

  /** Returns the end of the account. */
  PageState deleted() {
    return state("delete: done", "delete", guarded("delete") + seen("#gone"));
  }

  private PageState state(String name, String section, String use) {
    var path = section.isEmpty() ? "/settings" : "/settings/" + section;
    return new PageState("settings: " + name, path, come + use);
  }

  private String refusedAddress() {
    return fill("#email", "ada")
        + fill("#email-password", login.password())
        + press("#email-form [type=submit]")
        + trouble();
  }

  private static String picture() {
    return """
        const canvas = document.createElement('canvas');
        canvas.width = 320;
        canvas.height = 200;
        const painter = canvas.getContext('2d');
        painter.fillStyle = '#e8a33d';
        painter.fillRect(0, 0, 320, 200);
        painter.fillStyle = '#7a2f5b';
        painter.fillRect(110, 50, 100, 100);
        const blob = await new Promise(resolve => canvas.toBlob(resolve));
        const chosen = new DataTransfer();
        chosen.items.add(new File([blob], 'me.png', { type: 'image/png' }));
        document.querySelector('#picture-file').files = chosen.files;
        """
        + press("#picture-form [type=submit]");
  }

  /** Asks for another address where the server sends letters. */
  private String codeMailed() {
    return """
        const ask = window.fetch;
        window.fetch = (url, how) => String(url).endsWith('/account/email')
          ? Promise.resolve(Response.json({ email: 'ada@example.org', isCodeMailed: true }))
          : ask(url, how);
        """
        + fill("#email", "new@example.org")
        + fill("#email-password", login.password())
        + press("#email-form [type=submit]");
  }

  private String passwords(String old) {
    return fill("#old-password", old)
        + fill("#new-password", login.password())
        + fill("#new-password-again", login.password())
        + press("#password-form [type=submit]");
  }

  private String confirmed() {
    return guarded("start") + seen("#code") + "await fill('#code', await code());"
        + press("#confirm-form [type=submit]") + seen("#written");
  }

  /** Sends the form of the name, which asks for the password alone. */
  private String guarded(String name) {
    return fill("#" + name + "-password", login.password())
        + press("#" + name + "-form [type=submit]");
  }

  private static String trouble() {
    return seen("#section [role=alert]:not([hidden])");
  }
}
