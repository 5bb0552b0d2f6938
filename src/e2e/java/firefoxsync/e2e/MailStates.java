// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

import static firefoxsync.e2e.PageState.fill;
import static firefoxsync.e2e.PageState.press;
import static firefoxsync.e2e.PageState.seen;

import java.util.List;

/** The pages that ask for the code of a letter. Each account among them is new and stays unproven. */
final class MailStates {
  private static final String SUBMIT = press("button[type=submit]");
  private static final String CODE = seen("[data-step=mail-code] input[name=code]");
  private static final String WRONG =
      fill("input[name=code]", "12345678") + SUBMIT + seen("[role=alert]");

  private MailStates() {}

  /** Returns the script that makes an account, up to the question for the code. */
  static String signUp(Login login) {
    return fill("input[name=email]", login.email())
        + SUBMIT
        + seen("input[name=password-confirm]")
        + passwords(login)
        + SUBMIT
        + CODE;
  }

  /** Returns all; the link invites somebody. */
  static List<PageState> all(String invitation) {
    var ada = Login.ofSomebodyNew();
    var bea = Login.ofSomebodyNew();
    var invited =
        fill("input[name=email]", Login.ofSomebodyNew().email()) + passwords(ada) + SUBMIT + CODE;
    return List.of(
        new PageState("sign-up: mailed code", "/signup", signUp(ada)),
        new PageState("settings: sign-in: mailed code", "/settings/sign-in", signIn(ada)),
        new PageState("sign-up: mailed code of another form", "/signup", signUp(bea) + WRONG),
        new PageState(
            "sign-up: another letter",
            "/signup",
            signUp(Login.ofSomebodyNew()) + press("#send-again") + seen("#status:not(:empty)")),
        new PageState(
            "sign-up: wrong mailed code",
            "/signup",
            signUp(Login.ofSomebodyNew())
                + fill("input[name=code]", "000000")
                + SUBMIT
                + seen("[role=alert]")),
        new PageState("invite: mailed code", invitation, seen("input[name=password]") + invited),
        new PageState("reset: by mail", "/reset_password", seen("input[name=address]")),
        new PageState(
            "reset: no address",
            "/reset_password",
            fill("input[name=address]", "ada") + SUBMIT + seen("[role=alert]")),
        new PageState("reset: mailed code", "/reset_password", askedFor(ada)),
        new PageState("reset: wrong mailed code", "/reset_password", askedFor(bea) + WRONG));
  }

  private static String askedFor(Login login) {
    return fill("input[name=address]", login.email()) + SUBMIT + CODE;
  }

  private static String signIn(Login login) {
    return fill("input[name=email]", login.email())
        + fill("input[name=password]", login.password())
        + SUBMIT
        + CODE;
  }

  private static String passwords(Login login) {
    return fill("input[name=password]", login.password())
        + fill("input[name=password-confirm]", login.password());
  }
}
