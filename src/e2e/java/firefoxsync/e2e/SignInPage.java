// SPDX-License-Identifier: MPL-2.0
package firefoxsync.e2e;

/** The page that the sign-in button opens: an e-mail address first, then the form that fits it. */
final class SignInPage {
  private static final String EMAIL = "input[name=email]";
  private static final String PASSWORD = "input[name=password]";
  private static final String CONFIRM = "input[name=password-confirm]";
  private static final String SUBMIT = "button[type=submit]";

  private final Browser browser;

  SignInPage(Browser browser) {
    this.browser = browser;
  }

  /** Makes an account. */
  void signUp(Login login) {
    browser.type(EMAIL, login.email());
    browser.click(SUBMIT);
    browser.await(CONFIRM);
    browser.type(PASSWORD, login.password());
    browser.type(CONFIRM, login.password());
    browser.click(SUBMIT);
  }

  /** Signs in to an account that exists. */
  void signIn(Login login) {
    browser.type(EMAIL, login.email());
    browser.click(SUBMIT);
    browser.type(PASSWORD, login.password());
    browser.click(SUBMIT);
  }

  /** Signs in when Firefox has named the account already. */
  void signInAgain(Login login) {
    browser.type(PASSWORD, login.password());
    browser.click(SUBMIT);
  }

  /** Takes the second step. */
  void confirm(String code) {
    browser.type("input[name=code]", code);
    browser.click(SUBMIT);
  }

  /** Types another code in the place of one that was wrong. */
  void confirmInstead(String code) {
    browser.page("document.querySelector('input[name=code]').value = ''");
    confirm(code);
  }

  String url() {
    return browser.url();
  }
}
